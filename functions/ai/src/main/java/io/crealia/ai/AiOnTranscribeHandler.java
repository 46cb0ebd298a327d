package io.crealia.ai;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.usecase.TranscribeSpeech;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/** Queue {@code transcribe-steps}: makes captions of speech. */
public final class AiOnTranscribeHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final TranscribeSpeech transcribe;
    private final InstantSource clock;
    private final SnapStart snapStart;

    public AiOnTranscribeHandler() {
        this(System.getenv());
    }

    public AiOnTranscribeHandler(Map<String, String> environment) {
        var context = AiComponent.start(environment);
        edge = context.batchEdge();
        transcribe = context.transcribe();
        clock = context.clock();
        snapStart = SnapStart.prepare(context, () -> TranscribeRehearsal.step(edge, transcribe, clock),
                context.mongo());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handleFacts(in, out, context, fact -> transcribe.execute(fact,
                Deadline.within(context.getRemainingTimeInMillis(), clock)));
    }
}
