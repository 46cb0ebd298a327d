package io.crealia.webhooks.domain;

import io.crealia.contracts.Fact.AssetChanged;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tenant's servers can be told of. */
public enum EventType {
    /** The upload is a media file, and its first run begins. */
    ASSET_CREATED("asset.created"),
    /** The renditions can be played, while the run goes on. */
    ASSET_PLAYABLE("asset.playable"),
    /** Everything is there and was verified. */
    ASSET_READY("asset.ready"),
    /** What matters most is there. */
    ASSET_READY_DEGRADED("asset.ready_degraded"),
    /** The source is at fault. */
    ASSET_REJECTED("asset.rejected"),
    /** We could not do it. */
    ASSET_ERRORED("asset.errored"),
    /** Somebody cancelled the run. */
    ASSET_CANCELLED("asset.cancelled"),
    /** The asset's data were deleted, which was verified. */
    ASSET_DELETED("asset.deleted"),
    /** Somebody asked for a trial. */
    WEBHOOK_TEST("webhook.test");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<EventType> ofWireName(String name) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(name)).findFirst();
    }

    /** The types that an endpoint may choose from; a trial comes to whom it is meant for. */
    public static List<EventType> choices() {
        return Arrays.stream(values()).filter(type -> type != WEBHOOK_TEST).toList();
    }

    /** What a change of an asset is to others. Deletion is told when it was verified, not when it began. */
    public static Optional<EventType> of(AssetChanged change) {
        return switch (change.state()) {
            case PREPARING -> Optional.of(change.playable() ? ASSET_PLAYABLE : ASSET_CREATED);
            case READY -> Optional.of(ASSET_READY);
            case READY_DEGRADED -> Optional.of(ASSET_READY_DEGRADED);
            case REJECTED -> Optional.of(ASSET_REJECTED);
            case ERRORED -> Optional.of(ASSET_ERRORED);
            case CANCELLED -> Optional.of(ASSET_CANCELLED);
            case DELETING, DELETED -> Optional.empty();
        };
    }
}
