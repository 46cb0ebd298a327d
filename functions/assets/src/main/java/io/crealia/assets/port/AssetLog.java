package io.crealia.assets.port;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The events of assets that are older than the newest, which is kept in the asset itself until the next one takes its
 * place ({@link AssetRepository#replace}). Entries are added, never changed. Another tenant's are as absent as those of an
 * asset that does not exist. Every method may throw {@link io.crealia.platform.error.DependencyException}.
 */
public interface AssetLog {
    /** At every so many versions the log keeps the whole asset, so that a fold reads so many entries at most. */
    int CHECKPOINT = 100;

    /** @param state the asset that the event made, at a checkpoint and where the log begins with it */
    record Logged(AssetEvent event, Optional<Asset> state) {}

    /** @return the newest event older than version {@code before} that was seen by {@code at}; empty if there was none */
    Optional<Long> newestBy(TenantId tenant, AssetId asset, Instant at, long before);

    /** Events {@code first} to {@code last}, both included, oldest first; fewer where the log has not all of them. */
    List<Logged> read(TenantId tenant, AssetId asset, long first, long last);

    /**
     * What people are shown of events, oldest first.
     *
     * @param after only later ones; 0 for all
     * @param before only ones older than this version
     * @param limit the most to return
     */
    List<AssetEvent.Head> page(TenantId tenant, AssetId asset, long after, long before, int limit);
}
