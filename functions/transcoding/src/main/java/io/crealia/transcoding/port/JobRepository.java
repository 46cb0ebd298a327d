package io.crealia.transcoding.port;

import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.TranscodingJob;
import java.util.Collection;
import java.util.Optional;

/** The jobs we know of. Every method throws {@link io.crealia.platform.error.DependencyException} without an answer. */
public interface JobRepository {
    Optional<TranscodingJob> find(JobKey key);

    /** @return false if the key is taken already; nothing is changed then */
    boolean insert(TranscodingJob job);

    /**
     * Replaces the job's previous version.
     *
     * @return false if the stored version is not {@code next.version() - 1}: load again and decide again
     */
    boolean replace(TranscodingJob next);

    /** Takes messages out of a job's outbox. Unknown ids are no error, and the version stays. */
    void acknowledge(JobKey key, Collection<String> messageIds);
}
