package io.crealia.webhooks.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;

/** One thing that happened; receivers dedupe on it. Sent as {@code webhook-id}, the same in every attempt and replay. */
public record EventId(String value) {
    public static final String PREFIX = "evt_";

    public EventId {
        PrefixedUlid.require(PREFIX, value);
    }

    /** Derived, so that a run's fact that is repeated or reordered tells of the same event. */
    public static EventId of(AssetId asset, RunId run, EventType type) {
        return new EventId(PREFIX + PrefixedUlid.derive(asset.value(), run.value(), type.wireName()));
    }

    /** The event of an asset that no run makes: it happens once in the asset's life. */
    public static EventId of(AssetId asset, EventType type) {
        return new EventId(PREFIX + PrefixedUlid.derive(asset.value(), type.wireName()));
    }

    @Override
    public String toString() {
        return value;
    }
}
