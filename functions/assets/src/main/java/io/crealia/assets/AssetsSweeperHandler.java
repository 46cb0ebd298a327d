package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.assets.usecase.TellDeletions;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code assets-sweeper}, each minute: tells of deletions that are not done. */
public final class AssetsSweeperHandler implements RequestStreamHandler {
    private final ScheduleEdge edge;
    private final TellDeletions tell;
    private final SnapStart snapStart;

    public AssetsSweeperHandler() {
        this(System.getenv());
    }

    public AssetsSweeperHandler(Map<String, String> environment) {
        var context = AssetsComponent.start(environment);
        edge = context.scheduleEdge();
        tell = context.tellDeletions();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.sweep(edge, tell), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, () -> {
            var report = tell.execute();
            return Json.object().put("told", report.told()).put("failed", report.failed());
        });
    }
}
