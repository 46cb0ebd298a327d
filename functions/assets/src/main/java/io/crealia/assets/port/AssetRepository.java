package io.crealia.assets.port;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps assets. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface AssetRepository {
    /** Another tenant's asset is as absent as one that does not exist. */
    Optional<Asset> find(TenantId tenant, AssetId id);

    /** As {@link #find}, but without {@link Asset#newest()}: to be shown, never as what {@link #replace} replaces. */
    default Optional<Asset> show(TenantId tenant, AssetId id) {
        return find(tenant, id).map(Asset::withoutEvent);
    }

    /** @return false if there is an asset with this id already, of whatever tenant */
    boolean insert(Asset asset);

    /**
     * Replaces the asset, if the version stored is {@code before}'s. The newest event of {@code before} goes to the log
     * first, so that the log has every event but the newest whatever breaks off.
     *
     * @param next the version after {@code before}
     * @return false if somebody else was first
     */
    boolean replace(Asset before, Asset next);

    /**
     * Records a change that differs from what is stored in progress only (equal {@link Asset#shape()}, lower run version),
     * without reading the asset. It counts as a new version, with its event.
     *
     * @param now when readers begin to see it
     * @return false if the change is not of that kind, or the asset has to be read for it; nothing was recorded then
     */
    boolean advance(AssetChanged change, Instant now);

    /**
     * A tenant's assets, newest id first.
     *
     * @param before only assets with a lower id, where given
     * @param limit the most to return
     */
    List<AssetSummary> list(TenantId tenant, Optional<AssetState> state, Optional<AssetId> before, int limit);
}
