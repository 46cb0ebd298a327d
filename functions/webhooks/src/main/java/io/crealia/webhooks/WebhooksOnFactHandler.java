package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Queue {@code webhook-events}: makes a delivery for every endpoint that wants to hear what happened. */
public final class WebhooksOnFactHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final FactEvents facts;
    private final SnapStart snapStart;

    public WebhooksOnFactHandler() {
        this(System.getenv());
    }

    public WebhooksOnFactHandler(Map<String, String> environment) {
        var context = WebhooksComponent.start(environment);
        edge = context.batchEdge();
        facts = context.facts();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.facts(edge, facts), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handleFacts(in, out, context, facts::accept);
    }
}
