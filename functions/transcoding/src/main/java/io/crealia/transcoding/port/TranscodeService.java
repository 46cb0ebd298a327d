package io.crealia.transcoding.port;

import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.MediaInfo;
import java.util.Optional;

/**
 * Whoever reads and encodes media. Every method throws {@link io.crealia.platform.error.DependencyException} when the
 * service did not answer, or answered that it is broken; what was asked may have happened all the same.
 */
public interface TranscodeService {
    /**
     * Starts a job. Not idempotent: after an exception {@link #find} tells whether there is a job.
     *
     * @return what the service made of it; only {@link Submission.Accepted} means that there is a job
     */
    Submission submit(JobOrder order);

    /**
     * The job that carries a key.
     *
     * @param sourceKey the job's source, which narrows the search
     * @return empty if no job of the last days carries it; jobs submitted seconds ago may not show yet
     */
    Optional<String> find(JobKey key, String sourceKey);

    /** @return what the service says of a job now; empty if it does not know it */
    Optional<JobEvent> status(JobKey key, String jobId);

    /** Stops a job. Does nothing to a job that ended or is unknown. */
    void cancel(String jobId);

    /**
     * Reads what a source is. Rotation, pixel shape and variable frame rate are the container's to tell and may be left
     * at their defaults.
     */
    Probing probe(String sourceKey);

    sealed interface Submission {
        record Accepted(String jobId) implements Submission {}

        /** The request is wrong: sending it again cannot help. */
        record Refused(String message) implements Submission {}

        /** We may not do this. */
        record Forbidden(String message) implements Submission {}

        /** Too much at once; there is certainly no job. */
        record Throttled() implements Submission {}
    }

    sealed interface Probing {
        record Readable(MediaInfo info) implements Probing {}

        /** @param reason as the service words it */
        record Unreadable(String reason) implements Probing {}
    }
}
