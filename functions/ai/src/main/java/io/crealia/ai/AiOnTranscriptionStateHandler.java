package io.crealia.ai;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/** Queue {@code transcription-states}: goes on with captions when Amazon Transcribe tells that it is done. */
public final class AiOnTranscriptionStateHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final TranscriptionEvents events;
    private final InstantSource clock;
    private final SnapStart snapStart;

    public AiOnTranscriptionStateHandler() {
        this(System.getenv());
    }

    public AiOnTranscriptionStateHandler(Map<String, String> environment) {
        var context = AiComponent.start(environment);
        edge = context.batchEdge();
        events = context.transcriptionEvents();
        clock = context.clock();
        snapStart = SnapStart.prepare(context, () -> TranscribeRehearsal.state(edge, events, clock), context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, body -> events.accept(body,
                Deadline.within(context.getRemainingTimeInMillis(), clock)));
    }
}
