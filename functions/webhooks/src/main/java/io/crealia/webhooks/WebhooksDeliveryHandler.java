package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.webhooks.adapter.DeliveryMessage;
import io.crealia.webhooks.usecase.MakeAttempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Queue {@code webhook-deliveries}: makes one attempt for each message. */
public final class WebhooksDeliveryHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final MakeAttempt attempt;
    private final SnapStart snapStart;

    public WebhooksDeliveryHandler() {
        this(System.getenv());
    }

    public WebhooksDeliveryHandler(Map<String, String> environment) {
        var context = WebhooksComponent.start(environment);
        edge = context.batchEdge();
        attempt = context.attempt();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.attempt(edge, this::accept), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, this::accept);
    }

    private void accept(String body) {
        var message = DeliveryMessage.parse(body);
        attempt.execute(message.tenant(), message.id(), message.version());
    }
}
