package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda {@code UploadsSweeper}: every five minutes. */
public final class UploadsSweeperHandler implements RequestStreamHandler {
    private final ScheduleEdge edge;
    private final UploadsSweep sweep;
    private final SnapStart snapStart;

    public UploadsSweeperHandler() {
        this(System.getenv());
    }

    public UploadsSweeperHandler(Map<String, String> environment) {
        var context = UploadsComponent.start(environment);
        edge = context.scheduleEdge();
        sweep = context.sweep();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.sweep(edge, sweep, context.objects()), context.mongo(),
                context.vault());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, sweep);
    }
}
