package io.crealia.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.platform.store.MongoConnection;
import io.crealia.uploads.adapter.S3IncomingObjects;
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
        var context = FunctionContext.start(environment);
        edge = context.bean(ScheduleEdge.class);
        sweep = context.bean(UploadsSweep.class);
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.sweep(edge, sweep, context.bean(S3IncomingObjects.class)),
                context.bean(MongoConnection.class), context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, sweep);
    }
}
