package io.crealia.ai.usecase;

import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.TranscriptionRepository;
import io.crealia.contracts.StepToken;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;

/** Goes on with an attempt whose provider has told that it is done. Harmless where nobody waits, and when repeated. */
public final class ResumeTranscription {
    private static final Log LOG = Log.of(ResumeTranscription.class);

    private final TranscriptionRepository waiting;
    private final TranscribeSpeech transcribe;

    public ResumeTranscription(TranscriptionRepository waiting, TranscribeSpeech transcribe) {
        this.waiting = waiting;
        this.transcribe = transcribe;
    }

    public void execute(StepToken token, Deadline deadline) {
        waiting.find(token).ifPresentOrElse(request -> {
            var header = request.header();
            try (var _ = Log.with(LogField.ASSET_ID.of(header.assetId()), LogField.TENANT_ID.of(header.tenantId()),
                    LogField.CORRELATION_ID.of(header.correlationId()))) {
                transcribe.drive(request, deadline);
            }
        }, () -> LOG.info("nobody waits for this transcription", LogField.TOKEN.of(token)));
    }
}
