package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Map;

/** {@code privacy-api}: asks for erasures and exports, and shows them. */
public final class PrivacyApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public PrivacyApiHandler() {
        this(System.getenv());
    }

    public PrivacyApiHandler(Map<String, String> environment) {
        var context = PrivacyComponent.start(environment);
        var routes = new ArrayList<>(context.privacyApi().routes());
        routes.addAll(context.exportApi().routes());
        edge = new HttpEdge(routes, context.verifier(), context.idempotency(), context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge), context.mongo(), context.redis(),
                context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
