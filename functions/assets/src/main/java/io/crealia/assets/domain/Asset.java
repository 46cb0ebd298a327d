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
 * An asset as its newest known run has it. It is a view: every change comes from a fact that carries the full state, and
 * the same facts in any order and number give the same state.
 *
 * @param version of this document, from 1
 * @param runVersion of the fact that this state comes from
 * @param shape of the fact that this state comes from, see {@link ChangeShape}
 * @param updatedAt when that fact was made
 * @param events oldest first, at most {@link #MAX_EVENTS}
 */
public record Asset(AssetId id, TenantId tenant, long version, RunId runId, long runVersion, String shape,
        AssetState state, Optional<Reason> reason, int percent, boolean playable, List<StepReport> steps,
        Map<Step, StepResult> results, Instant updatedAt, List<AssetEvent> events) {
    public static final int MAX_EVENTS = 200;

    public Asset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        steps = List.copyOf(steps);
        results = Map.copyOf(results);
        events = List.copyOf(events);
    }

    /** The first thing heard of an asset. */
    public static Asset first(AssetChanged change, Map<Step, StepResult> results) {
        return of(change, 1, results, log(List.of(), Optional.empty(), change));
    }

    /** This asset after a change that {@link #isOlderThan} it. */
    public Asset after(AssetChanged change, Map<Step, StepResult> resultsThen) {
        return of(change, version + 1, resultsThen, log(events, Optional.of(this), change));
    }

    /** The newest run wins, and within a run the highest version. */
    public boolean isOlderThan(AssetChanged change) {
        int byRun = runId.ulid().compareTo(change.runId().ulid());
        return byRun < 0 || byRun == 0 && runVersion < change.runVersion();
    }

    /** When its upload was started: the time inside its id, so that it depends on no message's arrival. */
    public Instant createdAt() {
        return UlidTime.of(id.ulid());
    }

    public AssetSummary summary() {
        return new AssetSummary(id, runId, state, reason, percent, playable,
                Optional.ofNullable(results.get(Step.PROBE)), createdAt(), updatedAt);
    }

    private static Asset of(AssetChanged change, long version, Map<Step, StepResult> results,
            List<AssetEvent> events) {
        var header = change.header();
        return new Asset(header.assetId(), header.tenantId(), version, change.runId(), change.runVersion(),
                ChangeShape.of(change), change.state(), change.reason(), change.percent(), change.playable(),
                change.steps(), results, header.at(), events);
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
