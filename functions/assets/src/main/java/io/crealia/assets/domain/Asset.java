package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An asset as its newest known run has it, what an older run published, and what a person decided. The first two are a
 * view: every change comes from a fact that carries the full state, and the same facts in any order and number give the
 * same state. An asset that was ready stays so while a newer run works, and if that run ends badly.
 *
 * @param version of this document, from 1
 * @param runId the newest run, whose are state, reason, percent, playable, steps and results
 * @param runVersion of the fact that this state comes from
 * @param shape of the fact that this state comes from, see {@link ChangeShape}
 * @param updatedAt when that fact was made
 * @param newest the event that made this version; empty of what is gone, and of one that is older than its log
 * @param kept what the newest ready run before {@code runId} made; empty once {@code runId} itself is ready
 * @param edits what a person decided; no run changes it
 */
public record Asset(AssetId id, TenantId tenant, long version, RunId runId, long runVersion, String shape,
        AssetState state, Optional<Reason> reason, int percent, boolean playable, List<StepReport> steps,
        Map<Step, StepResult> results, Instant updatedAt, Optional<AssetEvent> newest,
        Optional<Publication> kept, Edits edits) {
    public Asset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(edits, "edits");
        steps = List.copyOf(steps);
        results = Step.inOrder(results);
        Objects.requireNonNull(newest, "newest");
    }

    /** The first thing heard of an asset. */
    public static Asset first(AssetChanged change, Map<Step, StepResult> results) {
        return of(change, 1, results, Optional.empty(), Edits.NONE);
    }

    /** This asset after a change that {@link #isOlderThan} it. */
    public Asset after(AssetChanged change, Map<Step, StepResult> resultsThen) {
        return of(change, version + 1, resultsThen,
                Publication.keeps(change.state()) || gone(change.state()) ? Optional.empty() : published(), edits);
    }

    /** This asset after a change that differs in progress only. */
    Asset progressed(long runVersionThen, int percentThen, Instant at) {
        return new Asset(id, tenant, version + 1, runId, runVersionThen, shape, state, reason, percentThen, playable,
                steps, results, at, Optional.empty(), kept, edits);
    }

    /** Whether a change of an older run, heard of late, still tells what to show. */
    public boolean lacks(AssetChanged change) {
        return Publication.keeps(change.state()) && runId.ulid().compareTo(change.runId().ulid()) > 0 && !gone(state)
                && published().map(shown -> shown.isOlderThan(change)).orElse(true);
    }

    /** This asset after a change that it {@link #lacks}. */
    public Asset keeping(AssetChanged change, Map<Step, StepResult> resultsThen) {
        return new Asset(id, tenant, version + 1, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, Optional.empty(), Optional.of(Publication.of(change, resultsThen)), edits);
    }

    /** This asset after a person decided. */
    public Asset with(Edits next) {
        return new Asset(id, tenant, version + 1, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, Optional.empty(), kept, next);
    }

    /** This version, with the event that made it. */
    public Asset with(AssetEvent event) {
        return new Asset(id, tenant, version, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, Optional.of(event), kept, edits);
    }

    /** What there is to show of this version. Nothing can follow it. */
    public Asset withoutEvent() {
        return new Asset(id, tenant, version, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, Optional.empty(), kept, edits);
    }

    /** A result that this version holds already. A later run may take over one of the run that is shown. */
    public Optional<StepResult> known(Step step, String key) {
        return Stream.of(results, shown().results()).map(all -> all.get(step))
                .filter(result -> result != null && result.key().equals(key)).findFirst();
    }

    /** This asset once its deletion was asked for: what it showed and held goes with this write. */
    public Asset deleting(Instant now) {
        return tombstone(id, tenant, version + 1, runId, AssetState.DELETING, now);
    }

    /** This asset, {@link #deleting} until now, once its data are erased. */
    public Asset deleted(Instant now) {
        return tombstone(id, tenant, version + 1, runId, AssetState.DELETED, now);
    }

    /** Stands for an asset that nothing was heard of yet and nothing shall be heard of. */
    public static Asset neverShown(TenantId tenant, AssetId id, Instant now) {
        return tombstone(id, tenant, 1, new RunId(RunId.PREFIX + id.ulid()), AssetState.DELETING, now);
    }

    /** Whether it is deleted, or about to be: nobody may add to it. */
    public boolean gone() {
        return gone(state);
    }

    /** What the newest ready run made. */
    public Optional<Publication> published() {
        return Publication.keeps(state) ? Optional.of(newestRun()) : kept;
    }

    /** What everybody sees: what was published, or the newest run where nothing was yet. */
    public Publication shown() {
        return published().orElseGet(this::newestRun);
    }

    /** The newest run, where something older is shown. */
    public Optional<LastRun> lastRun() {
        return kept.map(_ -> new LastRun(runId, state, reason));
    }

    private Publication newestRun() {
        return new Publication(runId, runVersion, state, reason, playable, results);
    }

    private static boolean gone(AssetState state) {
        return state == AssetState.DELETING || state == AssetState.DELETED;
    }

    /** The newest run wins, and within a run the highest version. What is gone never comes back. */
    public boolean isOlderThan(AssetChanged change) {
        if (gone()) {
            return false;
        }
        int byRun = runId.ulid().compareTo(change.runId().ulid());
        return byRun < 0 || byRun == 0 && runVersion < change.runVersion();
    }

    /** When its upload was started: the time inside its id, so that it depends on no message's arrival. */
    public Instant createdAt() {
        return UlidTime.of(id.ulid());
    }

    public AssetSummary summary() {
        var shown = shown();
        return new AssetSummary(id, shown.runId(), shown.state(), shown.reason(), percent, shown.playable(), lastRun(),
                Optional.ofNullable(shown.results().get(Step.PROBE)), createdAt(), updatedAt);
    }

    // No change has this shape, so none can be taken for progress.
    private static Asset tombstone(AssetId id, TenantId tenant, long version, RunId run, AssetState state,
            Instant now) {
        return new Asset(id, tenant, version, run, Long.MAX_VALUE, "", state, Optional.empty(), 0, false, List.of(),
                Map.of(), now, Optional.empty(), Optional.empty(), Edits.NONE);
    }

    private static Asset of(AssetChanged change, long version, Map<Step, StepResult> results,
            Optional<Publication> kept, Edits edits) {
        var header = change.header();
        return new Asset(header.assetId(), header.tenantId(), version, change.runId(), change.runVersion(),
                ChangeShape.of(change), change.state(), change.reason(), change.percent(), change.playable(),
                change.steps(), results, header.at(), Optional.empty(), kept, edits);
    }
}
