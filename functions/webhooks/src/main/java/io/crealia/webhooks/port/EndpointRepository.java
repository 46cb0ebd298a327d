package io.crealia.webhooks.port;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EndpointId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps endpoints; address and keys are sealed at rest. Another tenant's endpoint is a missing one. Every method may throw
 * {@link io.crealia.platform.error.DependencyException}.
 */
public interface EndpointRepository {
    Optional<Endpoint> find(TenantId tenant, EndpointId id);

    /** All of a tenant's endpoints, oldest first; there are few. */
    List<Endpoint> list(TenantId tenant);

    /** @return false if the tenant has an endpoint in this slot, or one that the same request made */
    boolean insert(Endpoint first);

    /**
     * Replaces the endpoint, if the version stored is the one before {@code next}'s.
     *
     * @return false if somebody else was first, or it is deleted
     */
    boolean compareAndSet(Endpoint next);

    /** @return false if there is no such endpoint */
    boolean delete(TenantId tenant, EndpointId id);
}
