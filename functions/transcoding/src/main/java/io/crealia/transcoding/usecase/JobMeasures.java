package io.crealia.transcoding.usecase;

import io.crealia.contracts.Step;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import java.time.Duration;

/** What is counted of a job that ended, once, by whoever committed its end. A reel's job counts with its step. */
final class JobMeasures {
    private JobMeasures() {}

    static void committed(TranscodingJob job) {
        if (!job.state().terminal() || job.key().isPart()) {
            return;
        }
        if (job.token().step() == Step.TRANSCODE) {
            Metrics.count(Metric.TRANSCODES, switch (job.state()) {
                case COMPLETE -> "succeeded";
                case CANCELED -> "cancelled";
                case ERROR, CLAIMED, SUBMITTED -> "failed";
            });
            if (job.state() == JobState.COMPLETE) {
                Metrics.add(Metric.TRANSCODED_MEDIA,
                        Duration.ofMillis(Json.parse(job.expected()).path("duration_ms").asLong()));
            }
        } else if (job.token().step() == Step.REELS && !job.expected().isEmpty()) {
            for (var reel : Json.parse(job.expected()).path("reels")) {
                var state = reel.path("state").asText();
                Metrics.count(Metric.REELS, state.equals(ReelDocument.PLANNED) ? "failed" : state);
            }
        }
    }
}
