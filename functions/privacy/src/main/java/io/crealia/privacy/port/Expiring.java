package io.crealia.privacy.port;

import java.time.Instant;

/** A holding whose rows have a period. */
public interface Expiring {
    /** Its name in {@link io.crealia.privacy.domain.Inventory}. */
    String holding();

    /** @return how many rows were past their period, and are deleted */
    long expire(Instant now);
}
