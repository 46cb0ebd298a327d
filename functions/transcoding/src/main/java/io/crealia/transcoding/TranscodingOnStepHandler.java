package io.crealia.transcoding;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.transcoding.usecase.DriveStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Queue {@code transcoding-steps}: probes, submits jobs, makes stills and verifies outputs. */
public final class TranscodingOnStepHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final DriveStep drive;
    private final SnapStart snapStart;

    public TranscodingOnStepHandler() {
        this(System.getenv());
    }

    public TranscodingOnStepHandler(Map<String, String> environment) {
        var context = TranscodingComponent.start(environment);
        edge = context.batchEdge();
        drive = context.driveStep();
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.steps(context.config(), context.mediaConvert(), edge, drive), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handleFacts(in, out, context, drive::execute);
    }
}
