package io.crealia.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code backup}: at each tick begins a backup that is due, or goes on with the one that is being made. */
public final class BackupHandler implements RequestStreamHandler {
    private final ScheduleEdge edge;
    private final BackupRun backup;
    private final SnapStart snapStart;

    public BackupHandler() {
        this(System.getenv());
    }

    public BackupHandler(Map<String, String> environment) {
        var context = OperationsComponent.start(environment);
        edge = context.scheduleEdge();
        backup = context.backup();
        // Reads and changes nothing: what a rehearsal began would be a backup.
        snapStart = SnapStart.prepare(context, () -> context.backupLedger().read(), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, event -> backup.execute(event, context));
    }
}
