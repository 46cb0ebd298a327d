package io.crealia.uploads.port;

import io.crealia.uploads.port.UploadRepository.Stored;
import java.time.Instant;
import java.util.List;

/** The uploads of all tenants that the sweeper has to look at. Not for anything that answers a caller. */
public interface SweepQueue {
    /** At most {@code limit} uploads whose time has come, the most overdue first. */
    List<Stored> due(Instant now, int limit);

    /**
     * Reserves an upload by moving its time; the version stays. Of several sweepers that read the same time exactly one
     * succeeds.
     *
     * @return false if the upload is no longer due at the time that was read
     */
    boolean postpone(Stored due, Instant until);
}
