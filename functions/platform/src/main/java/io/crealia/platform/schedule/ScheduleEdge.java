package io.crealia.platform.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.metrics.Invocation;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/** The edge of a scheduled function. What is in the event seldom matters; when it comes does. */
public final class ScheduleEdge {
    private final Supplier<Invocation> measuring;

    /** An edge that is not measured: for tests. */
    public ScheduleEdge() {
        this(() -> Invocation.NONE);
    }

    /** @param measuring begins an invocation */
    public ScheduleEdge(Supplier<Invocation> measuring) {
        this.measuring = measuring;
    }

    /** @param task returns counts of what it did, which become the function's answer */
    public void handle(InputStream in, OutputStream out, Context context, Supplier<ObjectNode> task)
            throws IOException {
        handle(in, out, context, _ -> task.get());
    }

    /** Runs a task through the edge for a SnapStart rehearsal. */
    public void rehearse(Supplier<ObjectNode> task) throws IOException {
        handle(new ByteArrayInputStream(Json.bytes(Json.object().put("id", "rehearsal"))),
                OutputStream.nullOutputStream(), null, task);
    }

    /** @param task the same, for a function that is also invoked by others than its schedule */
    public void handle(InputStream in, OutputStream out, Context context, Function<JsonNode, ObjectNode> task)
            throws IOException {
        var event = Json.parse(in);
        var id = event.path("id").isTextual() ? event.path("id").textValue() : context.getAwsRequestId();
        // A rehearsal is no invocation.
        try (var invocation = context == null ? Invocation.NONE : measuring.get();
                var _ = Log.invocation(context, LogField.CORRELATION_ID.of(id))) {
            out.write(Json.bytes(task.apply(event)));
            invocation.ended("ok");
        }
    }
}
