package io.crealia.assets.domain;

import io.crealia.assets.domain.AssetEvent.Head;
import io.crealia.assets.domain.AssetEvent.StateChange;
import io.crealia.assets.domain.AssetEvent.Type;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Fact.Header;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an asset of its events. It is the only way to a next version while the asset lives, so what its events give is
 * what everybody saw.
 */
public final class History {
    private History() {}

    /**
     * The event of a change that the asset is older than, or lacks.
     *
     * @param change with times of {@link #millis}
     * @param results of every step that the change names a result of
     */
    public static AssetEvent moved(Optional<Asset> before, AssetChanged change, Map<Step, StepResult> results,
            Instant now) {
        if (before.filter(asset -> asset.shape().equals(ChangeShape.of(change)) && asset.isOlderThan(change))
                .isPresent()) {
            return progressed(newest(before.get()).head(), change, now);
        }
        var fresh = new EnumMap<Step, StepResult>(Step.class);
        results.forEach((step, result) -> {
            if (before.flatMap(asset -> asset.known(step, result.key())).isEmpty()) {
                fresh.put(step, result);
            }
        });
        var head = head(before.map(asset -> newest(asset).head()), now, Type.RUN_CHANGED, Optional.empty(),
                Optional.of(change), changes(before, change),
                List.of());
        return new AssetEvent(head, new AssetEvent.Moved(change, fresh));
    }

    /**
     * The event of a change that differs from the asset in progress only.
     *
     * @param before the newest event
     */
    public static AssetEvent progressed(Head before, AssetChanged change, Instant now) {
        var head = head(Optional.of(before), now, Type.RUN_PROGRESSED, Optional.empty(), Optional.of(change),
                List.of(), List.of());
        return new AssetEvent(head,
                new AssetEvent.Progressed(change.runVersion(), change.percent(), change.header().at()));
    }

    /** @param person keyed reference to who decided it */
    public static AssetEvent edited(Asset before, Edits edits, String person, Instant now) {
        var head = head(Optional.of(newest(before).head()), now, Type.EDITED, Optional.of(person), Optional.empty(),
                List.of(),
                edits.differingFrom(before.edits()));
        return new AssetEvent(head, new AssetEvent.Edited(edits));
    }

    /** The newest event of a living asset. One that is older than its log has one that holds all of it. */
    public static AssetEvent newest(Asset asset) {
        return asset.newest().orElseGet(() -> new AssetEvent(
                new Head(asset.version(), asset.updatedAt(), Type.ADOPTED, Optional.empty(),
                        Optional.of(asset.runId()), Optional.of(asset.percent()),
                        List.of(new StateChange(asset.updatedAt(), Optional.empty(), 0, asset.state().wireName(),
                                asset.reason().map(Reason::code))),
                        List.of()),
                new AssetEvent.Adopted(asset)));
    }

    /** @throws IllegalArgumentException if the event does not follow the version before it */
    public static Asset apply(Optional<Asset> before, AssetEvent event) {
        var known = before.map(Asset::version).orElse(0L);
        if (event.sequence() != known + 1 && !(before.isEmpty() && event.content() instanceof AssetEvent.Adopted)) {
            throw new IllegalArgumentException("event " + event.sequence() + " does not follow version " + known);
        }
        return switch (event.content()) {
            case AssetEvent.Adopted(var asset) -> asset;
            case AssetEvent.Moved(var change, var fresh) -> moved(before, change, fresh).with(event);
            case AssetEvent.Progressed(var version, var percent, var at) ->
                before.orElseThrow().progressed(version, percent, at).with(event);
            case AssetEvent.Edited(var edits) -> before.orElseThrow().with(edits).with(event);
        };
    }

    /** Where a fold begins in the middle: a state that was kept together with the event that made it. */
    public static Asset resume(Asset state, AssetEvent event) {
        if (state.version() != event.sequence()) {
            throw new IllegalArgumentException("event " + event.sequence() + " did not make version "
                    + state.version());
        }
        return event.content() instanceof AssetEvent.Adopted ? state : state.with(event);
    }

    /** The asset after all of these events, in their order. */
    public static Optional<Asset> fold(Optional<Asset> before, Iterable<AssetEvent> events) {
        var asset = before;
        for (var event : events) {
            asset = Optional.of(apply(asset, event));
        }
        return asset;
    }

    /** The same with times as stores keep them: in milliseconds. */
    public static AssetChanged millis(AssetChanged change) {
        var header = change.header();
        return new AssetChanged(new Header(header.id(), millis(header.at()),
                header.tenantId(), header.assetId(), header.correlationId()), change.runId(), change.runVersion(),
                change.state(), change.reason(), change.percent(), change.playable(),
                change.steps().stream()
                        .map(step -> new StepReport(step.step(), step.state(), step.attempt(),
                                step.startedAt().map(History::millis), step.endedAt().map(History::millis),
                                step.reason()))
                        .toList(),
                change.results());
    }

    private static Asset moved(Optional<Asset> before, AssetChanged change, Map<Step, StepResult> fresh) {
        var results = new EnumMap<Step, StepResult>(Step.class);
        change.results().forEach((step, key) -> results.put(step, Optional.ofNullable(fresh.get(step))
                .or(() -> before.flatMap(asset -> asset.known(step, key)))
                .orElseThrow(() -> new IllegalArgumentException("result " + key + " is not in the log"))));
        return before.map(asset -> asset.isOlderThan(change)
                ? asset.after(change, results)
                : asset.keeping(change, results)).orElseGet(() -> Asset.first(change, results));
    }

    private static Head head(Optional<Head> before, Instant now, Type type, Optional<String> person,
            Optional<AssetChanged> change, List<StateChange> changes, List<String> members) {
        // Clocks of several machines differ a little; the log's times do not go back.
        var last = before.map(Head::at).orElse(Instant.MIN);
        var at = millis(now);
        return new Head(before.map(Head::sequence).orElse(0L) + 1, at.isBefore(last) ? last : at, type, person,
                change.map(AssetChanged::runId), change.map(AssetChanged::percent), changes, members);
    }

    private static List<StateChange> changes(Optional<Asset> before, AssetChanged change) {
        var late = before.filter(asset -> !asset.isOlderThan(change)).isPresent();
        var sameRun = before.filter(asset -> asset.runId().equals(change.runId()));
        var changes = new ArrayList<StateChange>();
        for (var report : late ? List.<StepReport>of() : change.steps()) {
            if (sameRun.stream().flatMap(asset -> asset.steps().stream()).noneMatch(old -> sameStage(old, report))) {
                changes.add(new StateChange(report.endedAt().or(report::startedAt).orElse(change.header().at()),
                        Optional.of(report.step()), report.attempt(), report.state(), report.reason()));
            }
        }
        if (late || sameRun.filter(asset -> asset.state() == change.state()).isEmpty()) {
            changes.add(new StateChange(change.header().at(), Optional.empty(), 0, change.state().wireName(),
                    change.reason().map(Reason::code)));
        }
        return changes;
    }

    private static boolean sameStage(StepReport old, StepReport now) {
        return old.step() == now.step() && old.state().equals(now.state()) && old.attempt() == now.attempt();
    }

    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
