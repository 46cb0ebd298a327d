package io.crealia.uploads.port;

import io.crealia.contracts.TenantId;
import java.time.Duration;

/**
 * How many uploads with how many bytes a tenant may start per day (UTC). Exact, also for concurrent callers, and closed
 * while its store is away.
 */
public interface DailyQuota {
    /**
     * Counts one upload.
     *
     * @throws io.crealia.platform.error.DependencyException if the store does not answer; it may then be counted all the
     *     same
     */
    Answer take(TenantId tenant, long sizeBytes);

    sealed interface Answer {
        /** Counted. */
        non-sealed interface Granted extends Answer {
            /** Takes the upload out of the count again, because it was not started. To be called once at most. */
            void giveBack();
        }

        /** Not counted: the day does not hold it. @param renewal until the next day */
        record Exhausted(Duration renewal) implements Answer {}
    }
}
