package io.crealia.webhooks.port;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps deliveries, one document each; each change is a compare-and-set on the version. Another tenant's delivery is a
 * missing one. Every method may throw {@link io.crealia.platform.error.DependencyException}; whether a write was done is
 * then unknown.
 */
public interface DeliveryRepository {
    Optional<Delivery> find(TenantId tenant, DeliveryId id);

    /** @return false if there is a delivery with this id already */
    boolean insert(Delivery first, Optional<Instant> visitAt);

    /**
     * Replaces the delivery, if the version stored is the one before {@code next}'s.
     *
     * @param visitAt when the sweeper looks after it if nothing happens before
     * @return false if somebody else was first
     */
    boolean compareAndSet(Delivery next, Optional<Instant> visitAt);

    /** A page, newest first. */
    List<Delivery> list(Query query);

    /**
     * Deliveries of all tenants that want a visit, the longest waiting first.
     *
     * @param after where the page before ended
     */
    List<Due> findDue(Instant now, Optional<Due> after, int limit);

    /** The sweeper has sent its message again and comes back later. Does nothing if the delivery has moved on. */
    void postpone(Due due, Instant visitAt);

    /**
     * @param before the last one of the page before
     * @param limit the most to return
     */
    record Query(TenantId tenant, Optional<EndpointId> endpoint, Optional<String> state, Optional<String> type,
            Optional<Cursor> before, int limit) {}

    record Due(TenantId tenant, DeliveryId id, long version, Instant visitAt) {}
}
