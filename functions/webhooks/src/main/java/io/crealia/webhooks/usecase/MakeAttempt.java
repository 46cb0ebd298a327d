package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.DeliveryState;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.domain.StandardWebhooks;
import io.crealia.webhooks.port.Bulkhead;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import io.crealia.webhooks.port.WebhookSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one attempt of a delivery: claim, send, record. A message that is repeated, late or about an older version does
 * nothing. Whoever dies between claim and record has made an attempt whose outcome nobody knows; the sweeper has the next
 * one made, and the receiver dedupes on the event's id.
 */
public final class MakeAttempt {
    /** Longer than the function may run. */
    public static final Duration LEASE = Duration.ofMinutes(1);
    private static final Log LOG = Log.of(MakeAttempt.class);
    /** Not of Standard Webhooks: lets a receiver name, in its own logs, what the delivery is about. */
    private static final String CORRELATION = "x-correlation-id";
    private static final int MAX_TRIES = 5;

    public enum Result {
        SENT, NOT_TAKEN, DEFERRED, CANCELLED,
        /** The message is not about the delivery as it is now. */
        STALE
    }

    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final WebhookSender sender;
    private final Bulkhead bulkhead;
    private final DeliveryDispatch dispatch;
    private final InstantSource clock;

    public MakeAttempt(EndpointRepository endpoints, DeliveryRepository deliveries, WebhookSender sender,
            Bulkhead bulkhead, DeliveryQueue queue, InstantSource clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.sender = sender;
        this.bulkhead = bulkhead;
        this.dispatch = new DeliveryDispatch(queue);
        this.clock = clock;
    }

    /** @param version of the delivery that the message is about */
    public Result execute(TenantId tenant, DeliveryId id, long version) {
        var found = deliveries.find(tenant, id).filter(delivery -> delivery.version() == version
                && delivery.state() instanceof DeliveryState.Waiting);
        if (found.isEmpty()) {
            return Result.STALE;
        }
        var delivery = found.get();
        var endpoint = endpoints.find(tenant, delivery.endpoint()).filter(e -> e.state() == Endpoint.State.ENABLED);
        if (endpoint.isEmpty()) {
            return stored(delivery.cancelled()) ? Result.CANCELLED : Result.STALE;
        }
        var now = TellEndpoints.now(clock);
        if (!bulkhead.enter(tenant, id, now, now.plus(LEASE))) {
            return stored(delivery.deferred(now)) ? Result.DEFERRED : Result.STALE;
        }
        try {
            var claimed = delivery.claimed(now, LEASE);
            return deliveries.compareAndSet(claimed, claimed.visitAt(now))
                    ? logged(endpoint.get(), claimed)
                    : Result.STALE;
        } finally {
            bulkhead.leave(tenant, id);
        }
    }

    private Result logged(Endpoint endpoint, Delivery claimed) {
        var fields = new ArrayList<LogField.Entry>();
        claimed.event().asset().ifPresent(asset -> fields.add(LogField.ASSET_ID.of(asset)));
        claimed.event().correlationId().ifPresent(id -> fields.add(LogField.CORRELATION_ID.of(id)));
        try (var _ = Log.with(fields.toArray(LogField.Entry[]::new))) {
            return attempt(endpoint, claimed);
        }
    }

    private Result attempt(Endpoint endpoint, Delivery claimed) {
        var outcome = sender.post(endpoint.url(), headers(endpoint, claimed), body(claimed));
        var next = claimed.after(outcome, TellEndpoints.now(clock));
        LOG.info("a webhook was attempted", LogField.TENANT_ID.of(claimed.tenant()), LogField.ATTEMPT.of(next.begun()),
                LogField.STATUS.of(outcome.status().map(String::valueOf).orElse("none")),
                LogField.REASON.of(outcome.error().map(AttemptError::wireName).orElse("none")),
                LogField.DURATION_MS.of(next.attempts().getLast().took().toMillis()),
                LogField.STATE.of(next.state().wireName()));
        DeliveryMeasures.attempted(outcome.success());
        if (gone(outcome)) {
            disable(endpoint);
        }
        stored(next);
        return outcome.success() ? Result.SENT : Result.NOT_TAKEN;
    }

    private Map<String, String> headers(Endpoint endpoint, Delivery claimed) {
        var now = clock.instant();
        var id = claimed.event().id().value();
        var headers = new HashMap<>(Map.of(StandardWebhooks.ID, id, StandardWebhooks.TIMESTAMP,
                Long.toString(now.getEpochSecond()), StandardWebhooks.SIGNATURE,
                StandardWebhooks.sign(endpoint.signingKeys(now), id, now, body(claimed))));
        claimed.event().correlationId().ifPresent(correlation -> headers.put(CORRELATION, correlation));
        return headers;
    }

    private static byte[] body(Delivery delivery) {
        return delivery.event().payload().getBytes(StandardCharsets.UTF_8);
    }

    // Whatever else changes meanwhile, a receiver that wants no more gets no more.
    private void disable(Endpoint endpoint) {
        var current = Optional.of(endpoint);
        for (int tries = 0; tries < MAX_TRIES && current.isPresent(); tries++) {
            if (current.get().state() != Endpoint.State.ENABLED
                    || endpoints.compareAndSet(current.get().gone(TellEndpoints.now(clock)))) {
                return;
            }
            current = endpoints.find(endpoint.tenant(), endpoint.id());
        }
    }

    private boolean stored(Delivery next) {
        var now = TellEndpoints.now(clock);
        if (!deliveries.compareAndSet(next, next.visitAt(now))) {
            return false;
        }
        DeliveryMeasures.committed(next);
        dispatch.send(next, now);
        return true;
    }

    private static boolean gone(Outcome outcome) {
        return outcome.error().filter(error -> error == AttemptError.GONE).isPresent();
    }
}
