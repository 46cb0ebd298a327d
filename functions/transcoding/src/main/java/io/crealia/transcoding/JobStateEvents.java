package io.crealia.transcoding;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.transcoding.adapter.JobEventReader;
import io.crealia.transcoding.usecase.ApplyJobEvent;
import java.util.function.Consumer;

/** Takes in one EventBridge event. */
final class JobStateEvents implements Consumer<String> {
    private static final Log LOG = Log.of(JobStateEvents.class);

    private final JobEventReader reader;
    private final ApplyJobEvent apply;

    JobStateEvents(JobEventReader reader, ApplyJobEvent apply) {
        this.reader = reader;
        this.apply = apply;
    }

    @Override
    public void accept(String body) {
        reader.read(body).ifPresentOrElse(event -> {
            try (var _ = Log.with(LogField.TOKEN.of(event.key()), LogField.JOB_ID.of(event.jobId()))) {
                apply.execute(event);
            }
        }, () -> LOG.info("an event of a job that is not ours"));
    }
}
