package io.crealia.assets.port;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.Optional;

/** Keeps assets. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface AssetRepository {
    /** Another tenant's asset is as absent as one that does not exist. */
    Optional<Asset> find(TenantId tenant, AssetId id);

    /** @return false if there is an asset with this id already, of whatever tenant */
    boolean insert(Asset asset);

    /**
     * Replaces the asset, if the version stored is the one before {@code next}'s.
     *
     * @return false if somebody else was first
     */
    boolean replace(Asset next);

    /**
     * Records a change that differs from what is stored in progress only (equal {@link Asset#shape()}, lower run version),
     * without reading the asset. It counts as a new version.
     *
     * @return false if the change is not of that kind; nothing was written then
     */
    boolean advance(AssetChanged change);

    /**
     * A tenant's assets, newest id first.
     *
     * @param before only assets with a lower id, where given
     * @param limit the most to return
     */
    List<AssetSummary> list(TenantId tenant, Optional<AssetState> state, Optional<AssetId> before, int limit);
}
