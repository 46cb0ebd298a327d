package io.crealia.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.lambda.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /v1/workflows}: starts, shows, compares, cancels and retries runs. */
public final class WorkflowApiHandler implements RequestStreamHandler {
    private final HttpEdge edge;
    private final SnapStart snapStart;

    public WorkflowApiHandler() {
        this(System.getenv());
    }

    public WorkflowApiHandler(Map<String, String> environment) {
        var context = WorkflowComponent.start(environment);
        edge = new HttpEdge(Stream.of(context.workflowRoutes().list(),
                context.diffRoutes().list()).flatMap(List::stream).toList(), context.verifier(), context.idempotency(),
                context.guard());
        snapStart = SnapStart.prepare(context, () -> Rehearsal.api(context.decider(), edge), context.mongo(),
                context.redis());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
