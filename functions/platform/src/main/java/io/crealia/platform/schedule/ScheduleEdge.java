package io.crealia.platform.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/** The edge of a scheduled function. What is in the event seldom matters; when it comes does. */
public final class ScheduleEdge {
    /** @param task returns counts of what it did, which become the function's answer */
    public void handle(InputStream in, OutputStream out, Context context, Supplier<ObjectNode> task)
            throws IOException {
        handle(in, out, context, _ -> task.get());
    }

    /** @param task the same, for a function that is also invoked by others than its schedule */
    public void handle(InputStream in, OutputStream out, Context context, Function<JsonNode, ObjectNode> task)
            throws IOException {
        var event = Json.parse(in);
        try (var _ = Log.invocation(context,
                LogField.CORRELATION_ID.of(event.path("id").asText(context.getAwsRequestId())))) {
            out.write(Json.bytes(task.apply(event)));
        }
    }
}
