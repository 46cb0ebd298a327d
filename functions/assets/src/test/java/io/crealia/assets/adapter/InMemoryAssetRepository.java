package io.crealia.assets.adapter;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.ChangeShape;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.port.AssetLog;
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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Assets and their log in maps, under one lock. */
public final class InMemoryAssetRepository implements AssetRepository, DeletionQueue, AssetLog {
    private final Map<AssetId, Asset> assets = new HashMap<>();
    private final Map<AssetId, Owed> owed = new HashMap<>();
    private final Map<AssetId, NavigableMap<Long, Logged>> log = new HashMap<>();
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
    public synchronized boolean replace(Asset before, Asset next) {
        var stored = assets.get(next.id());
        if (stored == null || stored.version() != before.version()) {
            return false;
        }
        settle(stored);
        assets.put(next.id(), next);
        owed.remove(next.id());
        return true;
    }

    private void settle(Asset before) {
        if (!before.gone()) {
            var event = History.newest(before);
            var kept = event.sequence() % CHECKPOINT == 0 || event.content() instanceof AssetEvent.Adopted;
            log.computeIfAbsent(before.id(), _ -> new TreeMap<>()).putIfAbsent(event.sequence(),
                    new Logged(event, kept ? Optional.of(before) : Optional.empty()));
        }
    }

    @Override
    public synchronized Optional<Long> newestBy(TenantId tenant, AssetId asset, Instant at, long before) {
        return all(tenant, asset).headMap(before, false).values().stream().map(Logged::event)
                .filter(event -> !event.at().isAfter(at)).map(AssetEvent::sequence).reduce((_, last) -> last);
    }

    @Override
    public synchronized List<Logged> read(TenantId tenant, AssetId asset, long first, long last) {
        return List.copyOf(all(tenant, asset).headMap(last, true).tailMap(first, true).values());
    }

    @Override
    public synchronized List<AssetEvent.Head> page(TenantId tenant, AssetId asset, long after, long before,
            int limit) {
        return all(tenant, asset).headMap(before, false).tailMap(after, false).values().stream()
                .map(logged -> logged.event().head()).limit(limit).toList();
    }

    private NavigableMap<Long, Logged> all(TenantId tenant, AssetId asset) {
        return Optional.ofNullable(assets.get(asset)).filter(found -> found.tenant().equals(tenant))
                .map(_ -> log.get(asset)).orElseGet(TreeMap::new);
    }

    @Override
    public synchronized boolean put(Asset deleting, List<OutboxMessage> messages, Instant tellAt) {
        if (deleting.version() == 1 ? !insert(deleting) : !bury(deleting)) {
            return false;
        }
        owed.put(deleting.id(), new Owed(deleting.tenant(), deleting.id(), messages, tellAt));
        return true;
    }

    // Its events go with it; erasure deletes them.
    private boolean bury(Asset deleting) {
        var stored = assets.get(deleting.id());
        if (stored == null || stored.version() != deleting.version() - 1) {
            return false;
        }
        assets.put(deleting.id(), deleting);
        log.remove(deleting.id());
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
    public synchronized boolean advance(AssetChanged change, Instant now) {
        var header = change.header();
        var stored = assets.get(header.assetId());
        if (stored == null || !stored.tenant().equals(header.tenantId())
                || !stored.shape().equals(ChangeShape.of(change)) || stored.runVersion() >= change.runVersion()) {
            return false;
        }
        settle(stored);
        assets.put(stored.id(), History.apply(Optional.of(stored),
                History.progressed(History.newest(stored).head(), change, now)));
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
