package io.crealia.webhooks.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.port.DeliveryRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class InMemoryDeliveryRepository implements DeliveryRepository {
    private static final Comparator<Due> LONGEST_FIRST = Comparator.comparing(Due::visitAt)
            .thenComparing(due -> due.id().value());
    private static final Comparator<Delivery> NEWEST_FIRST = Comparator.comparing(Delivery::createdAt)
            .thenComparing(delivery -> delivery.id().value()).reversed();

    private final Map<DeliveryId, Delivery> deliveries = new HashMap<>();
    private final Map<DeliveryId, Instant> visits = new HashMap<>();

    public synchronized List<Delivery> all() {
        return List.copyOf(deliveries.values());
    }

    @Override
    public synchronized Optional<Delivery> find(TenantId tenant, DeliveryId id) {
        return Optional.ofNullable(deliveries.get(id)).filter(delivery -> delivery.tenant().equals(tenant));
    }

    @Override
    public synchronized boolean insert(Delivery first, Optional<Instant> visitAt) {
        if (deliveries.putIfAbsent(first.id(), first) != null) {
            return false;
        }
        visitAt.ifPresent(at -> visits.put(first.id(), at));
        return true;
    }

    @Override
    public synchronized boolean compareAndSet(Delivery next, Optional<Instant> visitAt) {
        if (find(next.tenant(), next.id()).filter(current -> current.version() == next.version() - 1).isEmpty()) {
            return false;
        }
        deliveries.put(next.id(), next);
        visits.remove(next.id());
        visitAt.ifPresent(at -> visits.put(next.id(), at));
        return true;
    }

    @Override
    public synchronized List<Delivery> list(Query query) {
        return deliveries.values().stream().filter(delivery -> delivery.tenant().equals(query.tenant()))
                .filter(delivery -> query.endpoint().map(delivery.endpoint()::equals).orElse(true))
                .filter(delivery -> query.state().map(delivery.state().wireName()::equals).orElse(true))
                .filter(delivery -> query.type().map(delivery.event().type().wireName()::equals).orElse(true))
                .filter(delivery -> query.before().map(cursor -> isBefore(delivery, cursor)).orElse(true))
                .sorted(NEWEST_FIRST).limit(query.limit()).toList();
    }

    private static boolean isBefore(Delivery delivery, Cursor cursor) {
        var byTime = delivery.createdAt().compareTo(cursor.createdAt());
        return byTime < 0 || byTime == 0 && delivery.id().value().compareTo(cursor.id().value()) < 0;
    }

    @Override
    public synchronized List<Due> findDue(Instant now, Optional<Due> after, int limit) {
        return visits.entrySet().stream().filter(visit -> !visit.getValue().isAfter(now))
                .map(visit -> new Due(deliveries.get(visit.getKey()).tenant(), visit.getKey(),
                        deliveries.get(visit.getKey()).version(), visit.getValue()))
                .filter(due -> after.map(last -> LONGEST_FIRST.compare(due, last) > 0).orElse(true))
                .sorted(LONGEST_FIRST).limit(limit).toList();
    }

    @Override
    public synchronized void postpone(Due due, Instant visitAt) {
        find(due.tenant(), due.id()).filter(delivery -> delivery.version() == due.version())
                .ifPresent(delivery -> visits.put(delivery.id(), visitAt));
    }
}
