package io.crealia.transcoding.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * What MediaConvert says of a job, by event or when asked. It may come late, twice, in any order, or not at all.
 *
 * @param percent 0 where not told
 * @param errorCode 0 where not told
 * @param durationMs of the longest output, 0 where not told
 */
public record JobEvent(JobKey key, String jobId, Status status, Instant at, int percent, int errorCode,
        String errorMessage, long durationMs) {
    public JobEvent {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(errorMessage, "errorMessage");
        percent = Math.clamp(percent, 0, 100);
    }

    /** MediaConvert's statuses. The rank only grows over a job's life; a status without rank says nothing of progress. */
    public enum Status {
        SUBMITTED(0), INPUT_INFORMATION(1), PROGRESSING(2), STATUS_UPDATE(3), COMPLETE(4), CANCELED(4), ERROR(
                4), NEW_WARNING(-1), QUEUE_HOP(-1);

        private final int rank;

        Status(int rank) {
            this.rank = rank;
        }

        public int rank() {
            return rank;
        }
    }
}
