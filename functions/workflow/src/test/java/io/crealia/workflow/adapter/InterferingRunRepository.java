package io.crealia.workflow.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Lets somebody else act right before a write, and can fail for one run or for the next acknowledgement. */
public final class InterferingRunRepository implements RunRepository {
    private final RunRepository runs;
    private final Deque<Runnable> before = new ArrayDeque<>();
    private Optional<RunId> bad = Optional.empty();
    private boolean acknowledgeFails;

    public InterferingRunRepository(RunRepository runs) {
        this.runs = runs;
    }

    /** Runs before the next write, once. */
    public void beforeNextWrite(Runnable action) {
        before.add(action);
    }

    public void failFor(RunId id) {
        bad = Optional.of(id);
    }

    public void failNextAcknowledge() {
        acknowledgeFails = true;
    }

    @Override
    public Optional<StoredRun> find(TenantId tenant, RunId id) {
        if (bad.filter(id::equals).isPresent()) {
            throw new IllegalStateException("unreadable document");
        }
        return runs.find(tenant, id);
    }

    @Override
    public List<Run> list(TenantId tenant, Optional<AssetId> asset, Optional<RunId> before, int limit) {
        return runs.list(tenant, asset, before, limit);
    }

    @Override
    public Optional<StoredRun> findLatestByAsset(TenantId tenant, AssetId asset) {
        return runs.findLatestByAsset(tenant, asset);
    }

    @Override
    public List<StoredRun> findByAsset(TenantId tenant, AssetId asset, Optional<RunId> after, int limit) {
        return runs.findByAsset(tenant, asset, after, limit);
    }

    @Override
    public Optional<StoredRun> findByKey(TenantId tenant, String key) {
        return runs.findByKey(tenant, key);
    }

    @Override
    public boolean insert(StoredRun first) {
        interfere();
        return runs.insert(first);
    }

    @Override
    public boolean compareAndSet(StoredRun next) {
        interfere();
        return runs.compareAndSet(next);
    }

    @Override
    public void acknowledge(StoredRun sent, Collection<String> messageIds) {
        if (acknowledgeFails) {
            acknowledgeFails = false;
            throw new DependencyException("acknowledge", null);
        }
        runs.acknowledge(sent, messageIds);
    }

    @Override
    public List<DueRun> findDue(Instant now, Optional<DueRun> after, int limit) {
        return runs.findDue(now, after, limit);
    }

    @Override
    public List<DueRun> findBackfills(Instant now, int limit) {
        return runs.findBackfills(now, limit);
    }

    @Override
    public void settleBackfill(TenantId tenant, RunId id) {
        runs.settleBackfill(tenant, id);
    }

    private void interfere() {
        var action = before.poll();
        if (action != null) {
            action.run();
        }
    }
}
