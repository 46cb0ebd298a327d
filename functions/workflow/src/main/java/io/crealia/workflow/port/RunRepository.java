package io.crealia.workflow.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.domain.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one document per run. Every change is one compare-and-set on the version, so that of any number of concurrent
 * writers exactly one makes each version. Another tenant's run is a missing one.
 *
 * <p>Every method throws {@link io.crealia.platform.error.DependencyException} if the store does not answer; whether a
 * write was done is then unknown, and the caller finds out by reading again.
 */
public interface RunRepository {
    Optional<StoredRun> find(TenantId tenant, RunId id);

    /**
     * A tenant's runs, newest id first.
     *
     * @param asset only runs over this asset, where given
     * @param before only runs with a lower id, where given
     * @param limit the most to return
     */
    List<Run> list(TenantId tenant, Optional<AssetId> asset, Optional<RunId> before, int limit);

    /** The run with the highest id, which is the one that was ordered last. */
    Optional<StoredRun> findLatestByAsset(TenantId tenant, AssetId asset);

    /**
     * The runs of an asset, lowest id first.
     *
     * @param after where the page before ended
     */
    List<StoredRun> findByAsset(TenantId tenant, AssetId asset, Optional<RunId> after, int limit);

    /** The run that an API call with this idempotency key made. */
    Optional<StoredRun> findByKey(TenantId tenant, String key);

    /**
     * Keeps the first version of a run.
     *
     * @return false if there is a run with this id, or with the same tenant and idempotency key: nothing was changed
     */
    boolean insert(StoredRun first);

    /**
     * Keeps the next version of a run, if the version before it is the current one.
     *
     * @return false if it is not, or if the tenant has no such run: load again and decide again
     */
    boolean compareAndSet(StoredRun next);

    /**
     * Takes messages that were sent out of the outbox; those that are not there are ignored. If this empties the outbox
     * of exactly the version that {@code sent} is, the run is next visited when something of its own is due. Does not
     * change the version.
     */
    void acknowledge(StoredRun sent, Collection<String> messageIds);

    /**
     * Runs of all tenants that want a visit, by {@code nextAt} and id.
     *
     * @param after where the page before ended; runs up to and including it are left out
     * @param limit the most runs that are returned
     */
    List<DueRun> findDue(Instant now, Optional<DueRun> after, int limit);

    /**
     * Degraded runs of all tenants that are to be taken up again, see {@link io.crealia.workflow.domain.Backfill}, the
     * longest waiting first; their {@code nextAt} says since when.
     */
    List<DueRun> findBackfills(Instant now, int limit);

    /** Nobody need take the run up again. Does not change the version; repeated, it does nothing. */
    void settleBackfill(TenantId tenant, RunId id);

    /** @param nextAt since when the run wants a visit */
    record DueRun(TenantId tenantId, RunId runId, Instant nextAt) {}
}
