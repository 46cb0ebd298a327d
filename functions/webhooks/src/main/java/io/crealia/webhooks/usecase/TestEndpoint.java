package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.platform.id.IdSource;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.domain.EventId;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import java.time.InstantSource;

/** Sends one endpoint an event of the type {@code webhook.test}. */
public final class TestEndpoint {
    public sealed interface Result {
        record Started(Delivery delivery) implements Result {}

        /** The endpoint is disabled. */
        record Disabled() implements Result {}

        record Unknown() implements Result {}
    }

    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final DeliveryDispatch dispatch;
    private final IdSource ids;
    private final InstantSource clock;

    public TestEndpoint(EndpointRepository endpoints, DeliveryRepository deliveries, DeliveryQueue queue, IdSource ids,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.dispatch = new DeliveryDispatch(queue);
        this.ids = ids;
        this.clock = clock;
    }

    public Result execute(TenantId tenant, EndpointId id) {
        var endpoint = endpoints.find(tenant, id);
        if (endpoint.isEmpty()) {
            return new Result.Unknown();
        }
        if (endpoint.get().state() != Endpoint.State.ENABLED) {
            return new Result.Disabled();
        }
        var now = TellEndpoints.now(clock);
        var event = Event.trial(new EventId(EventId.PREFIX + ids.ulid()), tenant, id, now);
        var delivery = Delivery.first(event, id, now);
        deliveries.insert(delivery, delivery.visitAt(now));
        dispatch.send(delivery, now);
        return new Result.Started(delivery);
    }
}
