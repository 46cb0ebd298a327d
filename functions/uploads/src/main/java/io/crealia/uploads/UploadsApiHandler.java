package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda {@code UploadsApi}: API Gateway calls of {@code /v1/uploads}. */
public final class UploadsApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public UploadsApiHandler() {
        this(System.getenv());
    }

    public UploadsApiHandler(Map<String, String> environment) {
        var context = UploadsComponent.start(environment);
        edge = new HttpEdge(context.api().routes(), context.verifier(), context.idempotency(), context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge, context.starting(), context.uploads()),
                context.mongo(), context.redis(), context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
