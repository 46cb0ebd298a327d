package io.crealia.transcoding;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Queue {@code transcoding-job-states}: turns MediaConvert's events into progress, success or failure of a step. */
public final class TranscodingOnJobStateHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final JobStateEvents events;
    private final SnapStart snapStart;

    public TranscodingOnJobStateHandler() {
        this(System.getenv());
    }

    public TranscodingOnJobStateHandler(Map<String, String> environment) {
        var context = TranscodingComponent.start(environment);
        edge = context.batchEdge();
        events = context.jobStates();
        snapStart = SnapStart.prepare(context, () -> Rehearsal.jobStates(context.config(), edge, events),
                context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, events);
    }
}
