package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.port.EndpointRepository;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes an endpoint, against whatever else changes it at the same time. */
public final class ChangeEndpoint {
    private static final int MAX_TRIES = 8;

    public sealed interface Result {
        /** @param endpoint as it is now */
        record Done(Endpoint endpoint) implements Result {}

        /** The endpoint is not as the caller expects it; nothing was changed. */
        record Unexpected() implements Result {}

        /** The change cannot be made to the endpoint as it is, or others changed it each time; nothing was changed. */
        record Refused() implements Result {}

        record Unknown() implements Result {}
    }

    private final EndpointRepository endpoints;

    public ChangeEndpoint(EndpointRepository endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * @param expected what the endpoint must be at the moment of the change
     * @param change makes the next version, or the same one where there is nothing to change, or nothing where it cannot
     */
    public Result execute(TenantId tenant, EndpointId id, Predicate<Endpoint> expected,
            Function<Endpoint, Optional<Endpoint>> change) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var found = endpoints.find(tenant, id);
            if (found.isEmpty()) {
                return new Result.Unknown();
            }
            if (!expected.test(found.get())) {
                return new Result.Unexpected();
            }
            var next = change.apply(found.get());
            if (next.isEmpty()) {
                return new Result.Refused();
            }
            if (next.get().version() == found.get().version() || endpoints.compareAndSet(next.get())) {
                return new Result.Done(next.get());
            }
        }
        return new Result.Refused();
    }
}
