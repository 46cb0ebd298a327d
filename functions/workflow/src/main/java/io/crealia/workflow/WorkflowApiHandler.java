package io.crealia.workflow;

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
import io.crealia.workflow.domain.Decider;
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
        var context = FunctionContext.start(environment);
        edge = new HttpEdge(Stream.of(context.bean(WorkflowRoutes.class).list(), context.bean(DiffRoutes.class).list())
                .flatMap(List::stream).toList(), context.bean(TokenVerifier.class),
                context.bean(Idempotency.class), context.bean(EdgeGuard.class));
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.api(context.bean(Decider.class), edge), context.bean(MongoConnection.class),
                context.bean(RedisConnection.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context);
    }
}
