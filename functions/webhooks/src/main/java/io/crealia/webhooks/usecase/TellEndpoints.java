package io.crealia.webhooks.usecase;

import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Makes one delivery of an event for each endpoint that wants it. Safe to repeat: a delivery's id follows from event and
 * endpoint, so a second fact about the same thing makes nothing.
 */
public final class TellEndpoints {
    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final DeliveryDispatch dispatch;
    private final InstantSource clock;

    public TellEndpoints(EndpointRepository endpoints, DeliveryRepository deliveries, DeliveryQueue queue,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.dispatch = new DeliveryDispatch(queue);
        this.clock = clock;
    }

    /** @return how many deliveries were made */
    public int execute(Event event) {
        var made = 0;
        for (var endpoint : endpoints.list(event.tenant())) {
            if (endpoint.wants(event) && deliver(event, endpoint)) {
                made++;
            }
        }
        return made;
    }

    private boolean deliver(Event event, Endpoint endpoint) {
        var now = now(clock);
        var delivery = Delivery.first(event, endpoint.id(), now);
        if (!deliveries.insert(delivery, delivery.visitAt(now))) {
            return false;
        }
        dispatch.send(delivery, now);
        return true;
    }

    /** Stores keep milliseconds, so nothing finer is decided. */
    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
