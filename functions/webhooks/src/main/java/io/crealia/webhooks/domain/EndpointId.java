package io.crealia.webhooks.domain;

/** One address of a tenant's that is told of events. */
public record EndpointId(String value) {
    public static final String PREFIX = "whk_";

    public EndpointId {
        PrefixedUlid.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
