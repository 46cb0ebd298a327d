package io.crealia.webhooks.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.port.DeliveryQueue;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.EndpointRepository;
import java.time.InstantSource;

/** Starts a new series of attempts of a delivery that has ended, with the same event id and the same body. */
public final class Redeliver {
    public sealed interface Result {
        record Started(Delivery delivery) implements Result {}

        /** It waits or is being sent already. */
        record UnderWay() implements Result {}

        /** Its endpoint is deleted or disabled. */
        record NoReceiver() implements Result {}

        record Unknown() implements Result {}
    }

    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final DeliveryDispatch dispatch;
    private final InstantSource clock;

    public Redeliver(EndpointRepository endpoints, DeliveryRepository deliveries, DeliveryQueue queue,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.dispatch = new DeliveryDispatch(queue);
        this.clock = clock;
    }

    public Result execute(TenantId tenant, DeliveryId id) {
        var found = deliveries.find(tenant, id);
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        if (!found.get().state().ended()) {
            return new Result.UnderWay();
        }
        if (endpoints.find(tenant, found.get().endpoint()).filter(e -> e.state() == Endpoint.State.ENABLED).isEmpty()) {
            return new Result.NoReceiver();
        }
        var now = TellEndpoints.now(clock);
        var next = found.get().again(now);
        if (!deliveries.compareAndSet(next, next.visitAt(now))) {
            return new Result.UnderWay();
        }
        dispatch.send(next, now);
        return new Result.Started(next);
    }
}
