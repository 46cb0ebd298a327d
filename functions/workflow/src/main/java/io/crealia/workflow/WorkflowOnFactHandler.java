package io.crealia.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Queue {@code workflow-facts}: decides what is due in a run after each fact. */
public final class WorkflowOnFactHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final FactEvents facts;
    private final SnapStart snapStart;

    public WorkflowOnFactHandler() {
        this(System.getenv());
    }

    public WorkflowOnFactHandler(Map<String, String> environment) {
        var context = WorkflowComponent.start(environment);
        edge = context.batchEdge();
        facts = context.facts();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.facts(context.decider(), edge, facts), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handleFacts(in, out, context, facts::accept);
    }
}
