package io.crealia.webhooks.domain;

/** One event on its way to one endpoint. */
public record DeliveryId(String value) {
    public static final String PREFIX = "dlv_";

    public DeliveryId {
        PrefixedUlid.require(PREFIX, value);
    }

    /** Derived, so that an endpoint gets an event once, however often we hear of it. */
    public static DeliveryId of(EventId event, EndpointId endpoint) {
        return new DeliveryId(PREFIX + PrefixedUlid.derive(event.value(), endpoint.value()));
    }

    @Override
    public String toString() {
        return value;
    }
}
