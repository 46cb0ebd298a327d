package io.crealia.workflow.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.domain.Backfill;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps runs in memory, under one lock. */
public final class InMemoryRunRepository implements RunRepository {
    private static final Comparator<DueRun> BY_NEXT_AT = Comparator.comparing(DueRun::nextAt)
            .thenComparing(due -> due.runId().value());

    private final Map<RunId, StoredRun> runs = new HashMap<>();
    private final Set<RunId> settled = new HashSet<>();

    @Override
    public synchronized Optional<StoredRun> find(TenantId tenant, RunId id) {
        return Optional.ofNullable(runs.get(id)).filter(stored -> stored.run().tenantId().equals(tenant));
    }

    @Override
    public synchronized List<Run> list(TenantId tenant, Optional<AssetId> asset, Optional<RunId> before, int limit) {
        return runs.values().stream().map(StoredRun::run).filter(run -> run.tenantId().equals(tenant))
                .filter(run -> asset.isEmpty() || run.order().assetId().equals(asset.get()))
                .filter(run -> before.isEmpty() || run.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Run run) -> run.id().value()).reversed()).limit(limit).toList();
    }

    @Override
    public synchronized Optional<StoredRun> findLatestByAsset(TenantId tenant, AssetId asset) {
        return runs.values().stream().filter(stored -> stored.run().tenantId().equals(tenant)
                && stored.run().order().assetId().equals(asset))
                .max(Comparator.comparing(stored -> stored.run().id().value()));
    }

    @Override
    public synchronized List<StoredRun> findByAsset(TenantId tenant, AssetId asset, Optional<RunId> after, int limit) {
        return all().stream().filter(stored -> stored.run().tenantId().equals(tenant)
                && stored.run().order().assetId().equals(asset))
                .filter(stored -> after.isEmpty() || stored.run().id().value().compareTo(after.get().value()) > 0)
                .limit(limit).toList();
    }

    @Override
    public synchronized Optional<StoredRun> findByKey(TenantId tenant, String key) {
        return runs.values().stream()
                .filter(stored -> stored.run().tenantId().equals(tenant) && key(stored).equals(key)).findFirst();
    }

    @Override
    public synchronized boolean insert(StoredRun first) {
        if (runs.containsKey(first.run().id()) || findByKey(first.run().tenantId(), key(first)).isPresent()) {
            return false;
        }
        runs.put(first.run().id(), first);
        return true;
    }

    @Override
    public synchronized boolean compareAndSet(StoredRun next) {
        var current = find(next.run().tenantId(), next.run().id());
        if (current.isEmpty() || current.get().run().version() != next.run().version() - 1) {
            return false;
        }
        runs.put(next.run().id(), next);
        return true;
    }

    @Override
    public synchronized void acknowledge(StoredRun sent, Collection<String> messageIds) {
        runs.computeIfPresent(sent.run().id(), (_, current) -> {
            var left = current.outbox().stream().filter(message -> !messageIds.contains(message.id())).toList();
            var settled = left.isEmpty() && current.run().version() == sent.run().version();
            return new StoredRun(current.run(), left, settled ? current.run().dueAt() : current.nextAt(),
                    current.call());
        });
    }

    @Override
    public synchronized List<DueRun> findDue(Instant now, Optional<DueRun> after, int limit) {
        return runs.values().stream().filter(stored -> stored.nextAt().isPresent())
                .map(stored -> new DueRun(stored.run().tenantId(), stored.run().id(), stored.nextAt().get()))
                .filter(due -> !due.nextAt().isAfter(now))
                .filter(due -> after.isEmpty() || BY_NEXT_AT.compare(due, after.get()) > 0).sorted(BY_NEXT_AT)
                .limit(limit).toList();
    }

    @Override
    public synchronized List<DueRun> findBackfills(Instant now, int limit) {
        return runs.values().stream().map(StoredRun::run).filter(run -> !settled.contains(run.id()))
                .flatMap(run -> Backfill.at(run).map(at -> new DueRun(run.tenantId(), run.id(), at)).stream())
                .filter(due -> !due.nextAt().isAfter(now)).sorted(BY_NEXT_AT).limit(limit).toList();
    }

    @Override
    public synchronized void settleBackfill(TenantId tenant, RunId id) {
        find(tenant, id).ifPresent(_ -> settled.add(id));
    }

    public synchronized List<StoredRun> all() {
        return runs.values().stream().sorted(Comparator.comparing(stored -> stored.run().id().value())).toList();
    }

    private static String key(StoredRun stored) {
        return stored.call().map(StoredRun.Call::key).orElse(stored.run().id().value());
    }
}
