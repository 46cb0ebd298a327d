package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code privacy-on-request}: erases an asset as soon as nobody can see it any more, and makes exports. */
public final class PrivacyOnRequestHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final PrivacyRequests requests;
    private final SnapStart snapStart;

    public PrivacyOnRequestHandler() {
        this(System.getenv());
    }

    public PrivacyOnRequestHandler(Map<String, String> environment) {
        var context = PrivacyComponent.start(environment);
        edge = context.batchEdge();
        requests = new PrivacyRequests(context.requestErasure(), context.driveErasure(), context.makeExport());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.requests(edge, requests, context.erasures()),
                context.mongo(), context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, requests::accept);
    }
}
