package io.crealia.webhooks.domain;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.DeliveryState.Cancelled;
import io.crealia.webhooks.domain.DeliveryState.Failed;
import io.crealia.webhooks.domain.DeliveryState.Sending;
import io.crealia.webhooks.domain.DeliveryState.Succeeded;
import io.crealia.webhooks.domain.DeliveryState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One event on its way to one endpoint, at one version. Immutable; each method makes the next version.
 *
 * @param version from 1; a message names the version that it is about, so that a repeated one does nothing
 * @param begun attempts of the current series that were begun
 * @param attempts the newest {@value #MAX_ATTEMPTS}, oldest first
 */
public record Delivery(DeliveryId id, EndpointId endpoint, Event event, long version, DeliveryState state, int begun,
        List<Attempt> attempts, Instant createdAt) {
    public static final int MAX_ATTEMPTS = 30;
    private static final Duration FIRST_DEFERRAL = Duration.ofSeconds(2);
    private static final int MAX_DOUBLINGS = 6;

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
        attempts = List.copyOf(attempts);
    }

    public static Delivery first(Event event, EndpointId endpoint, Instant now) {
        return new Delivery(DeliveryId.of(event.id(), endpoint), endpoint, event, 1, new Waiting(now, 0), 0, List.of(),
                now);
    }

    public TenantId tenant() {
        return event.tenant();
    }

    /**
     * The attempt begins.
     *
     * @param lease longer than an attempt can last
     */
    public Delivery claimed(Instant now, Duration lease) {
        waiting();
        return next(new Sending(now, now.plus(lease)), begun + 1, attempts);
    }

    /** The attempt is put off, for longer each time. It does not count as one. */
    public Delivery deferred(Instant now) {
        var deferrals = waiting().deferrals() + 1;
        var longest = FIRST_DEFERRAL.multipliedBy(1L << Math.min(deferrals, MAX_DOUBLINGS));
        var half = longest.dividedBy(2);
        var wait = half.plusMillis((long) (half.toMillis() * RetrySchedule.fraction(id.value() + version)));
        return next(new Waiting(now.plus(wait), deferrals), begun, attempts);
    }

    /** The attempt ended. */
    public Delivery after(Outcome outcome, Instant now) {
        if (!(state instanceof Sending(var since, _))) {
            throw new IllegalStateException("delivery " + id + " has no attempt under way");
        }
        var log = new ArrayList<>(attempts);
        var number = attempts.isEmpty() ? 1 : attempts.getLast().number() + 1;
        log.add(new Attempt(number, since, Duration.between(since, now), outcome.status(), outcome.error()));
        var kept = log.subList(Math.max(0, log.size() - MAX_ATTEMPTS), log.size());
        return next(stateAfter(outcome, now), begun, kept);
    }

    /** The attempt's maker has died: its outcome is unknown, and the next one is due as after a failure. */
    public Delivery lost(Instant now) {
        return after(Outcome.failed(AttemptError.LOST), now);
    }

    /** Nobody is to be told any more. */
    public Delivery cancelled() {
        return next(new Cancelled(), begun, attempts);
    }

    /** A new series of attempts, which begins at once. */
    public Delivery again(Instant now) {
        if (!state.ended()) {
            throw new IllegalStateException("delivery " + id + " has not ended");
        }
        return next(new Waiting(now, 0), 0, attempts);
    }

    /** When the sweeper looks after it if nothing happens before; empty at an end. */
    public Optional<Instant> visitAt(Instant now) {
        return switch (state) {
            case Waiting waiting -> Optional
                    .of(waiting.carried(now) ? waiting.dueAt().plus(DeliveryState.GRACE) : waiting.dueAt());
            case Sending sending -> Optional.of(sending.until());
            case Succeeded _,Failed _,Cancelled _ -> Optional.empty();
        };
    }

    private DeliveryState stateAfter(Outcome outcome, Instant now) {
        if (outcome.success()) {
            return new Succeeded();
        }
        if (outcome.error().filter(error -> error == AttemptError.GONE).isPresent()) {
            return new Failed();
        }
        return RetrySchedule.wait(id, begun, outcome.retryAfter())
                .<DeliveryState>map(wait -> new Waiting(now.plus(wait), 0)).orElseGet(Failed::new);
    }

    private Waiting waiting() {
        if (state instanceof Waiting waiting) {
            return waiting;
        }
        throw new IllegalStateException("delivery " + id + " does not wait for an attempt");
    }

    private Delivery next(DeliveryState state, int begun, List<Attempt> attempts) {
        return new Delivery(id, endpoint, event, version + 1, state, begun, attempts, createdAt);
    }
}
