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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 * @param events oldest first, at most {@link #MAX_EVENTS}
 * @param kept what the newest ready run before {@code runId} made; empty once {@code runId} itself is ready
 * @param edits what a person decided; no run changes it
 */
public record Asset(AssetId id, TenantId tenant, long version, RunId runId, long runVersion, String shape,
        AssetState state, Optional<Reason> reason, int percent, boolean playable, List<StepReport> steps,
        Map<Step, StepResult> results, Instant updatedAt, List<AssetEvent> events,
        Optional<Publication> kept, Edits edits) {
    public static final int MAX_EVENTS = 200;

    public Asset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(edits, "edits");
        steps = List.copyOf(steps);
        results = Map.copyOf(results);
        events = List.copyOf(events);
    }

    /** The first thing heard of an asset. */
    public static Asset first(AssetChanged change, Map<Step, StepResult> results) {
        return of(change, 1, results, log(List.of(), Optional.empty(), change), Optional.empty(), Edits.NONE);
    }

    /** This asset after a change that {@link #isOlderThan} it. */
    public Asset after(AssetChanged change, Map<Step, StepResult> resultsThen) {
        return of(change, version + 1, resultsThen, log(events, Optional.of(this), change),
                Publication.keeps(change.state()) || gone(change.state()) ? Optional.empty() : published(), edits);
    }

    /** This asset after a change that differs in progress only. */
    public Asset progressed(AssetChanged change) {
        return new Asset(id, tenant, version + 1, runId, change.runVersion(), shape, state, reason, change.percent(),
                playable, steps, results, change.header().at(), events, kept, edits);
    }

    /** Whether a change of an older run, heard of late, still tells what to show. */
    public boolean lacks(AssetChanged change) {
        return Publication.keeps(change.state()) && runId.ulid().compareTo(change.runId().ulid()) > 0 && !gone(state)
                && published().map(shown -> shown.isOlderThan(change)).orElse(true);
    }

    /** This asset after a change that it {@link #lacks}. */
    public Asset keeping(AssetChanged change, Map<Step, StepResult> resultsThen) {
        return new Asset(id, tenant, version + 1, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, events, Optional.of(Publication.of(change, resultsThen)), edits);
    }

    /** This asset after a person decided. */
    public Asset with(Edits next) {
        return new Asset(id, tenant, version + 1, runId, runVersion, shape, state, reason, percent, playable, steps,
                results, updatedAt, events, kept, next);
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
        return Publication.keeps(state) ? Optional.of(newest()) : kept;
    }

    /** What everybody sees: what was published, or the newest run where nothing was yet. */
    public Publication shown() {
        return published().orElseGet(this::newest);
    }

    /** The newest run, where something older is shown. */
    public Optional<LastRun> lastRun() {
        return kept.map(_ -> new LastRun(runId, state, reason));
    }

    private Publication newest() {
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
                Map.of(), now, List.of(), Optional.empty(), Edits.NONE);
    }

    private static Asset of(AssetChanged change, long version, Map<Step, StepResult> results,
            List<AssetEvent> events, Optional<Publication> kept, Edits edits) {
        var header = change.header();
        return new Asset(header.assetId(), header.tenantId(), version, change.runId(), change.runVersion(),
                ChangeShape.of(change), change.state(), change.reason(), change.percent(), change.playable(),
                change.steps(), results, header.at(), events, kept, edits);
    }

    private static List<AssetEvent> log(List<AssetEvent> before, Optional<Asset> asset, AssetChanged change) {
        var sameRun = asset.filter(a -> a.runId().equals(change.runId()));
        var events = new ArrayList<>(before);
        for (var report : change.steps()) {
            if (sameRun.stream().flatMap(a -> a.steps().stream()).noneMatch(old -> sameStage(old, report))) {
                var at = report.endedAt().or(report::startedAt).orElse(change.header().at());
                events.add(new AssetEvent(next(events), at, change.runId(), Optional.of(report.step()),
                        report.attempt(), report.state(), report.reason()));
            }
        }
        if (sameRun.filter(a -> a.state() == change.state()).isEmpty()) {
            events.add(new AssetEvent(next(events), change.header().at(), change.runId(), Optional.empty(), 0,
                    change.state().wireName(), change.reason().map(Reason::code)));
        }
        return events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size());
    }

    private static boolean sameStage(StepReport old, StepReport now) {
        return old.step() == now.step() && old.state().equals(now.state()) && old.attempt() == now.attempt();
    }

    private static long next(List<AssetEvent> events) {
        return events.isEmpty() ? 1 : events.getLast().sequence() + 1;
    }
}
