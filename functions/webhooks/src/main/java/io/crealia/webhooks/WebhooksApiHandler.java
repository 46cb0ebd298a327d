package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.EdgeGuard;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
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
        var context = FunctionContext.start(environment);
        edge = new HttpEdge(
                Stream.concat(context.bean(EndpointsApi.class).routes().stream(),
                        context.bean(DeliveriesApi.class).routes().stream()).toList(),
                context.bean(TokenVerifier.class), context.bean(Idempotency.class), context.bean(EdgeGuard.class));
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(edge),
                context.bean(MongoConnection.class), context.bean(RedisConnection.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
