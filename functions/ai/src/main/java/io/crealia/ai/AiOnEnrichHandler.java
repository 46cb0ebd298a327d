package io.crealia.ai;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.usecase.EnrichOnStep;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/** Queue {@code enrich-steps}: words metadata and finds highlights. */
public final class AiOnEnrichHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final EnrichOnStep steps;
    private final InstantSource clock;
    private final SnapStart snapStart;

    public AiOnEnrichHandler() {
        this(System.getenv());
    }

    public AiOnEnrichHandler(Map<String, String> environment) {
        var context = AiComponent.start(environment);
        edge = context.batchEdge();
        steps = context.enrich();
        clock = context.clock();
        snapStart = SnapStart.prepare(context, () -> EnrichRehearsal.steps(edge, steps, clock), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handleFacts(in, out, context,
                fact -> steps.execute(fact, Deadline.within(context.getRemainingTimeInMillis(), clock)));
    }
}
