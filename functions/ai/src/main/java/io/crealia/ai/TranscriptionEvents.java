package io.crealia.ai;

import io.crealia.ai.adapter.TranscribeEventReader;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.usecase.ResumeTranscription;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;

/** Takes in one EventBridge event of Amazon Transcribe. */
final class TranscriptionEvents {
    private static final Log LOG = Log.of(TranscriptionEvents.class);

    private final TranscribeEventReader reader;
    private final ResumeTranscription resume;

    TranscriptionEvents(TranscribeEventReader reader, ResumeTranscription resume) {
        this.reader = reader;
        this.resume = resume;
    }

    void accept(String body, Deadline deadline) {
        reader.read(body).ifPresentOrElse(state -> {
            if (state.over()) {
                resume.execute(state.token(), deadline);
            } else {
                LOG.info("a transcription is at work", LogField.TOKEN.of(state.token()));
            }
        }, () -> LOG.info("an event of a transcription that is not ours"));
    }
}
