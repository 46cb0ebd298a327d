package io.crealia.webhooks.port;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.DeliveryId;
import java.time.Instant;

/**
 * Keeps one tenant's slow receivers from holding all functions: so many attempts of a tenant at once, over all execution
 * environments.
 */
public interface Bulkhead {
    /**
     * Takes a place, atomically.
     *
     * @param until when the place is free again if nobody leaves it
     * @return false if all places of the tenant are taken, or the delivery holds one already
     */
    boolean enter(TenantId tenant, DeliveryId delivery, Instant now, Instant until);

    /** Gives the place back; a place that is not held is ignored. */
    void leave(TenantId tenant, DeliveryId delivery);
}
