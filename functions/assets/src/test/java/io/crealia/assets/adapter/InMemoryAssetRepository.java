package io.crealia.assets.adapter;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.ChangeShape;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.DeletionQueue;
import io.crealia.assets.port.PublicAssets;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assets in a map, under one lock. */
public final class InMemoryAssetRepository implements AssetRepository, DeletionQueue {
    private final Map<AssetId, Asset> assets = new HashMap<>();
    private final Map<AssetId, Owed> owed = new HashMap<>();
    private int finds;

    @Override
    public synchronized Optional<Asset> find(TenantId tenant, AssetId id) {
        finds++;
        return Optional.ofNullable(assets.get(id)).filter(asset -> asset.tenant().equals(tenant));
    }

    @Override
    public synchronized boolean insert(Asset asset) {
        return assets.putIfAbsent(asset.id(), asset) == null;
    }

    @Override
    public synchronized boolean replace(Asset next) {
        var stored = assets.get(next.id());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        assets.put(next.id(), next);
        owed.remove(next.id());
        return true;
    }

    @Override
    public synchronized boolean put(Asset deleting, List<OutboxMessage> messages, Instant tellAt) {
        if (deleting.version() == 1 ? !insert(deleting) : !replace(deleting)) {
            return false;
        }
        owed.put(deleting.id(), new Owed(deleting.tenant(), deleting.id(), messages, tellAt));
        return true;
    }

    @Override
    public synchronized List<Owed> due(Instant now, int limit) {
        return owed.values().stream().filter(one -> !one.tellAt().isAfter(now))
                .sorted(Comparator.comparing(Owed::tellAt)).limit(limit).toList();
    }

    @Override
    public synchronized boolean postpone(Owed read, Instant until) {
        return owed.replace(read.asset(), read, new Owed(read.tenant(), read.asset(), read.messages(), until));
    }

    @Override
    public synchronized boolean advance(AssetChanged change) {
        var header = change.header();
        var stored = assets.get(header.assetId());
        if (stored == null || !stored.tenant().equals(header.tenantId())
                || !stored.shape().equals(ChangeShape.of(change)) || stored.runVersion() >= change.runVersion()) {
            return false;
        }
        assets.put(stored.id(), stored.progressed(change));
        return true;
    }

    @Override
    public synchronized List<AssetSummary> list(TenantId tenant, Optional<AssetState> state, Optional<AssetId> before,
            int limit) {
        return assets.values().stream().filter(asset -> asset.tenant().equals(tenant))
                .filter(asset -> state.map(wanted -> wanted == asset.shown().state()).orElse(!asset.gone()))
                .filter(asset -> before.isEmpty() || asset.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Asset asset) -> asset.id().value()).reversed()).limit(limit)
                .map(Asset::summary).toList();
    }

    /** What {@link PublicAssets} says of the same assets. */
    public PublicAssets ofThePublic() {
        return id -> {
            synchronized (this) {
                return Optional.ofNullable(assets.get(id))
                        .filter(asset -> asset.edits().policy() == PlaybackPolicy.PUBLIC);
            }
        };
    }

    /** How often an asset was read as a whole. */
    public synchronized int finds() {
        return finds;
    }
}
