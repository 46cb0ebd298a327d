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

/** {@code health-api}: says whether the application lives and whether its stores answer. */
public final class HealthApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public HealthApiHandler() {
        this(System.getenv());
    }

    public HealthApiHandler(Map<String, String> environment) {
        var context = OperationsComponent.start(environment);
        // All routes are open, so there is no token to verify.
        edge = new HttpEdge(context.healthApi().routes(), _ -> Optional.empty(), context.idempotency(),
                context.guard());
        snapStart = SnapStart.prepare(context, () -> rehearse(edge), context.mongo(), context.redis());
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
