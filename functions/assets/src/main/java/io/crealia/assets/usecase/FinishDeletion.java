package io.crealia.assets.usecase;

import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.Fact;
import io.crealia.platform.error.DependencyException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Keeps, of an asset whose data were erased, only that it was. Safe to repeat. */
public final class FinishDeletion {
    private static final int MAX_TRIES = 8;

    private final AssetRepository assets;
    private final InstantSource clock;

    public FinishDeletion(AssetRepository assets, InstantSource clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /**
     * @throws InvalidChangeException if the tenant has no such asset, or nobody asked for its deletion
     * @throws DependencyException if others changed the asset each time: the fact is to come again
     */
    public void execute(Fact.AssetErased fact) {
        var header = fact.header();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var asset = assets.find(header.tenantId(), header.assetId()).orElseThrow(
                    () -> new InvalidChangeException("asset " + header.assetId() + " is not its tenant's"));
            switch (asset.state()) {
                case DELETED -> {
                    return;
                }
                case DELETING -> {
                    if (assets.replace(asset, asset.deleted(clock.instant().truncatedTo(ChronoUnit.MILLIS)))) {
                        return;
                    }
                }
                case PREPARING, READY, READY_DEGRADED, REJECTED, ERRORED, CANCELLED ->
                    throw new InvalidChangeException("asset " + header.assetId() + " was not to be deleted");
            }
        }
        throw new DependencyException("asset " + header.assetId() + " changed each time", null);
    }
}
