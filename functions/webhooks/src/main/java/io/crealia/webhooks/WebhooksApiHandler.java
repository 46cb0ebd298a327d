package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Stream;

/** {@code webhooks-api}: endpoints and the delivery log. */
public final class WebhooksApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public WebhooksApiHandler() {
        this(System.getenv());
    }

    public WebhooksApiHandler(Map<String, String> environment) {
        var context = WebhooksComponent.start(environment);
        edge = new HttpEdge(Stream.concat(context.endpointsApi().routes().stream(),
                context.deliveriesApi().routes().stream()).toList(), context.verifier(), context.idempotency(),
                context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge), context.mongo(), context.redis());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
