package io.crealia.webhooks.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.port.Bulkhead;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

public final class InMemoryBulkhead implements Bulkhead {
    private final Map<TenantId, Map<DeliveryId, Instant>> holders = new HashMap<>();
    private final int places;

    public InMemoryBulkhead(int places) {
        this.places = places;
    }

    @Override
    public synchronized boolean enter(TenantId tenant, DeliveryId delivery, Instant now, Instant until) {
        var taken = holders.computeIfAbsent(tenant, _ -> new HashMap<>());
        if (taken.size() >= places || taken.containsKey(delivery)) {
            taken.values().removeIf(end -> !end.isAfter(now));
        }
        return taken.size() < places && taken.putIfAbsent(delivery, until) == null;
    }

    @Override
    public synchronized void leave(TenantId tenant, DeliveryId delivery) {
        holders.getOrDefault(tenant, new HashMap<>()).remove(delivery);
    }
}
