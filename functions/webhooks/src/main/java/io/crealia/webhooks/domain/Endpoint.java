package io.crealia.webhooks.domain;

import io.crealia.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One address of a tenant's that is told of events. Immutable; each method makes the next version.
 *
 * @param version from 1
 * @param slot from 0, unique within the tenant, below the number of endpoints that a tenant may have
 * @param events what it is told of; empty means all, also those that will be thought of later
 * @param keys what its messages are signed with, newest first; those before the first expire
 * @param made the request that made it
 * @param rotated the request that made its newest key, where that was not the first one
 */
public record Endpoint(EndpointId id, TenantId tenant, long version, int slot, WebhookUrl url, Set<EventType> events,
        State state, List<Key> keys, Instant createdAt, Instant updatedAt, RequestMark made,
        Optional<RequestMark> rotated) {
    /** For how long the key before is used as well: receivers have that long to learn the new one. */
    public static final Duration OVERLAP = Duration.ofHours(24);
    /** More would make the signature's header long for nothing. */
    public static final int MAX_KEYS = 4;

    public enum State {
        ENABLED, DISABLED,
        /** Disabled by its receiver, with the status 410. */
        GONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is no such state */
        public static State ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** @param expiresAt from when it signs nothing any more; empty for the newest */
    public record Key(SigningKey key, Instant createdAt, Optional<Instant> expiresAt) {
        public Key {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(createdAt, "createdAt");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }

        boolean lives(Instant now) {
            return expiresAt.filter(at -> !now.isBefore(at)).isEmpty();
        }
    }

    /**
     * How a repeated request is known again.
     *
     * @param key the idempotency key with the operation, or something unique where the client gave none
     * @param hash equal for a repeated request
     */
    public record RequestMark(String key, String hash) {
        public RequestMark {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(hash, "hash");
        }
    }

    public Endpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(rotated, "rotated");
        events = Set.copyOf(events);
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("endpoint " + id + " must have 1 to " + MAX_KEYS + " keys");
        }
    }

    public Key newestKey() {
        return keys.getFirst();
    }

    /** What a message is signed with now. */
    public List<SigningKey> signingKeys(Instant now) {
        return keys.stream().filter(key -> key.lives(now)).map(Key::key).toList();
    }

    /** Whether it is told of the event; not of one that happened before there was the endpoint. */
    public boolean wants(Event event) {
        return state == State.ENABLED && (events.isEmpty() || events.contains(event.type()))
                && !createdAt.isAfter(event.at());
    }

    /** With a new key; empty if too many keys are in use already. */
    public Optional<Endpoint> rotated(SigningKey key, RequestMark mark, Instant now) {
        var next = new ArrayList<Key>();
        next.add(new Key(key, now, Optional.empty()));
        for (var old : keys) {
            if (old.lives(now)) {
                next.add(new Key(old.key(), old.createdAt(), old.expiresAt().or(() -> Optional.of(now.plus(OVERLAP)))));
            }
        }
        return next.size() > MAX_KEYS
                ? Optional.empty()
                : Optional.of(new Endpoint(id, tenant, version + 1, slot, url, events, state, next, createdAt, now,
                        made, Optional.of(mark)));
    }

    public Endpoint changed(Optional<WebhookUrl> newUrl, Optional<Set<EventType>> newEvents, Optional<Boolean> enabled,
            Instant now) {
        var newState = enabled.map(on -> on ? State.ENABLED : State.DISABLED).orElse(state);
        return new Endpoint(id, tenant, version + 1, slot, newUrl.orElse(url), newEvents.orElse(events), newState,
                keys, createdAt, now, made, rotated);
    }

    /** Its receiver wants no more. */
    public Endpoint gone(Instant now) {
        return new Endpoint(id, tenant, version + 1, slot, url, events, State.GONE, keys, createdAt, now, made,
                rotated);
    }
}
