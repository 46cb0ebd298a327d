package io.crealia.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.webhooks.usecase.SweepDeliveries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Each minute: sends deliveries that are due, or whose message was lost. */
public final class WebhooksSweeperHandler implements RequestStreamHandler {
    private static final Log LOG = Log.of(WebhooksSweeperHandler.class);
    private final ScheduleEdge edge;
    private final SweepDeliveries sweep;
    private final SnapStart snapStart;

    public WebhooksSweeperHandler() {
        this(System.getenv());
    }

    public WebhooksSweeperHandler(Map<String, String> environment) {
        var context = WebhooksComponent.start(environment);
        edge = context.scheduleEdge();
        sweep = context.sweep();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.sweep(edge, sweep), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, this::run);
    }

    private ObjectNode run() {
        var report = sweep.execute();
        LOG.info("swept the deliveries", LogField.COUNT.of(report.sent()),
                LogField.DURATION_MS.of(report.oldestOverdue().toMillis()));
        return Json.object().put("sent", report.sent()).put("lost", report.lost()).put("failed", report.failed())
                .put("oldest_overdue_ms", report.oldestOverdue().toMillis()).put("complete", report.complete());
    }
}
