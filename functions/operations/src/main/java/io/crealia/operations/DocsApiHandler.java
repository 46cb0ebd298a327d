package io.crealia.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** {@code docs-api}: serves the API's document, and the same as a page for people. It asks no store. */
public final class DocsApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public DocsApiHandler() {
        this(System.getenv());
    }

    public DocsApiHandler(Map<String, String> environment) {
        var context = OperationsComponent.start(environment);
        // All routes are open, so there is no token to verify.
        edge = new HttpEdge(context.docsApi().routes(), _ -> Optional.empty(), context.idempotency(), context.guard());
        snapStart = SnapStart.prepare(context, () -> rehearse(edge), context.redis());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        edge.handle(input, output, context);
    }

    private static boolean rehearse(HttpEdge edge) throws IOException {
        edge.rehearse();
        return true;
    }
}
