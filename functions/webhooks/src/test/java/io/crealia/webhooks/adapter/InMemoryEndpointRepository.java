package io.crealia.webhooks.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class InMemoryEndpointRepository implements EndpointRepository {
    private final Map<EndpointId, Endpoint> endpoints = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Endpoint> find(TenantId tenant, EndpointId id) {
        return Optional.ofNullable(endpoints.get(id)).filter(endpoint -> endpoint.tenant().equals(tenant));
    }

    @Override
    public synchronized List<Endpoint> list(TenantId tenant) {
        return endpoints.values().stream().filter(endpoint -> endpoint.tenant().equals(tenant))
                .sorted(Comparator.comparing(Endpoint::createdAt).thenComparing(endpoint -> endpoint.id().value()))
                .toList();
    }

    @Override
    public synchronized boolean insert(Endpoint first) {
        var taken = list(first.tenant()).stream().anyMatch(
                endpoint -> endpoint.slot() == first.slot() || endpoint.made().key().equals(first.made().key()));
        return !taken && endpoints.putIfAbsent(first.id(), first) == null;
    }

    @Override
    public synchronized boolean compareAndSet(Endpoint next) {
        return find(next.tenant(), next.id()).filter(current -> current.version() == next.version() - 1)
                .map(_ -> endpoints.put(next.id(), next)).isPresent();
    }

    @Override
    public synchronized boolean delete(TenantId tenant, EndpointId id) {
        return find(tenant, id).map(_ -> endpoints.remove(id)).isPresent();
    }
}
