package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.port.DeliveryRepository;
import java.util.List;
import java.util.Optional;

/** One page of a tenant's deliveries, newest first. */
public final class ListDeliveries {
    public static final int MAX_LIMIT = 100;

    /** @param limit 1 to {@link #MAX_LIMIT} */
    public record Query(TenantId tenant, Optional<EndpointId> endpoint, Optional<String> state, Optional<String> type,
            Optional<Cursor> before, int limit) {
        public Query {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
            }
        }
    }

    /** @param next absent on the last page */
    public record Page(List<Delivery> deliveries, Optional<Cursor> next) {}

    private final DeliveryRepository deliveries;

    public ListDeliveries(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    public Page execute(Query query) {
        // One more than asked for tells whether there is a next page.
        var found = deliveries.list(new DeliveryRepository.Query(query.tenant(), query.endpoint(), query.state(),
                query.type(), query.before(), query.limit() + 1));
        if (found.size() <= query.limit()) {
            return new Page(found, Optional.empty());
        }
        var page = List.copyOf(found.subList(0, query.limit()));
        return new Page(page, Optional.of(new Cursor(page.getLast().createdAt(), page.getLast().id())));
    }
}
