package io.crealia.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.workflow.usecase.BackfillRuns;
import io.crealia.workflow.usecase.SweepRuns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Each minute: drives overdue runs on and empties forgotten outboxes. */
public final class WorkflowSweeperHandler implements RequestStreamHandler {
    private static final Log LOG = Log.of(WorkflowSweeperHandler.class);
    private final ScheduleEdge edge;
    private final SweepRuns sweep;
    private final BackfillRuns backfill;
    private final SnapStart snapStart;

    public WorkflowSweeperHandler() {
        this(System.getenv());
    }

    public WorkflowSweeperHandler(Map<String, String> environment) {
        var context = WorkflowComponent.start(environment);
        edge = context.scheduleEdge();
        sweep = context.sweep();
        backfill = context.backfill();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.sweep(context.decider(), edge, sweep, backfill),
                context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, this::run);
    }

    private ObjectNode run() {
        var report = sweep.execute();
        var backfilled = backfill.execute();
        LOG.info("swept the runs", LogField.COUNT.of(report.visited()),
                LogField.DURATION_MS.of(report.oldestOverdue().toMillis()));
        return Json.object().put("visited", report.visited()).put("advanced", report.advanced())
                .put("failed", report.failed()).put("oldest_overdue_ms", report.oldestOverdue().toMillis())
                .put("complete", report.complete()).put("backfilled", backfilled);
    }
}
