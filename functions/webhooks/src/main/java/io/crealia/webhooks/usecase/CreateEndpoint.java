package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.platform.id.IdSource;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.WebhookUrl;
import io.crealia.webhooks.port.EndpointRepository;
import io.crealia.webhooks.port.KeyMaker;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes an endpoint: one for each idempotency key, and never more than a tenant may have, however many ask at once. */
public final class CreateEndpoint {
    private final EndpointRepository endpoints;
    private final KeyMaker keys;
    private final IdSource ids;
    private final InstantSource clock;
    private final int limit;

    /** @param key the idempotency key with the operation, if the client sent one */
    public record Command(TenantId tenant, WebhookUrl url, Set<EventType> events, SigningKey.Kind kind,
            Optional<String> key, String requestHash) {}

    public sealed interface Result {
        record Created(Endpoint endpoint) implements Result {}

        /** The same request made it before; its key may have been rotated since. */
        record Repeated(Endpoint endpoint) implements Result {}

        /** The idempotency key was used for another request. */
        record Mismatch() implements Result {}

        /** The tenant has as many endpoints as it may have. */
        record TooMany(int limit) implements Result {}
    }

    /** @param limit the most endpoints of a tenant */
    public CreateEndpoint(EndpointRepository endpoints, KeyMaker keys, IdSource ids, InstantSource clock, int limit) {
        this.endpoints = endpoints;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.limit = limit;
    }

    public Result execute(Command command) {
        var id = new EndpointId(EndpointId.PREFIX + ids.ulid());
        // Without a key the id stands in, so that the unique index never meets a missing value.
        var mark = new RequestMark(command.key().orElse(id.value()), command.requestHash());
        while (true) {
            var existing = endpoints.list(command.tenant());
            var earlier = existing.stream().filter(endpoint -> endpoint.made().key().equals(mark.key())).findFirst();
            if (earlier.isPresent()) {
                return earlier.get().made().hash().equals(mark.hash())
                        ? new Result.Repeated(earlier.get())
                        : new Result.Mismatch();
            }
            var slot = freeSlot(existing);
            if (slot.isEmpty()) {
                return new Result.TooMany(limit);
            }
            var now = TellEndpoints.now(clock);
            var endpoint = new Endpoint(id, command.tenant(), 1, slot.get(), command.url(), command.events(),
                    Endpoint.State.ENABLED,
                    List.of(new Endpoint.Key(keys.make(command.kind()), now, Optional.empty())), now, now, mark,
                    Optional.empty());
            // Another request took the slot: look again. Each turn somebody's insert succeeded, so this ends.
            if (endpoints.insert(endpoint)) {
                return new Result.Created(endpoint);
            }
        }
    }

    private Optional<Integer> freeSlot(List<Endpoint> existing) {
        var taken = existing.stream().map(Endpoint::slot).collect(Collectors.toSet());
        return IntStream.range(0, limit).boxed().filter(slot -> !taken.contains(slot)).findFirst();
    }
}
