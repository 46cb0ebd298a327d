package io.crealia.workflow.domain;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the world is told of a run. */
public final class Announcement {
    private Announcement() {}

    /** The full state of the run's asset, so that of several facts only the newest matters. */
    public static Fact.AssetChanged of(Run run, Fact.Header header) {
        return new Fact.AssetChanged(header, run.id(), run.version(), assetState(run.state()), run.state().reason(),
                run.percent(), playable(run), reports(run), run.results());
    }

    public static List<Fact.StepReport> reports(Run run) {
        return run.steps().entrySet().stream().map(Announcement::report).toList();
    }

    /** Renditions can be played once they are made, unless the run then ended badly. */
    public static boolean playable(Run run) {
        return switch (run.state()) {
            case RunState.Running _,RunState.Ready _,RunState.ReadyDegraded _ ->
                run.steps().get(Step.TRANSCODE) instanceof StepState.Succeeded;
            case RunState.Failed _,RunState.Rejected _,RunState.Expired _,RunState.Cancelled _,RunState.Erased _ ->
                false;
        };
    }

    /**
     * Whether the tenant's own servers may want to hear of it: the asset is new, can be played, or the run has ended. A
     * later run's beginning is none: it takes nothing away from what there is. Erasure is told by whoever verified it.
     */
    public static boolean isNews(Optional<Run> before, Run run) {
        if (run.state() instanceof RunState.Erased) {
            return false;
        }
        if (before.isEmpty()) {
            return run.state().terminal() || run.order().uploadId().isPresent();
        }
        return run.state().terminal() && !before.get().state().terminal()
                || playable(run) && !playable(before.get());
    }

    /** Whether two versions look the same from outside. */
    static boolean sameView(Run one, Run other) {
        return one.percent() == other.percent() && one.state().equals(other.state())
                && reports(one).equals(reports(other));
    }

    private static AssetState assetState(RunState state) {
        return switch (state) {
            case RunState.Running _ -> AssetState.PREPARING;
            case RunState.Ready _ -> AssetState.READY;
            case RunState.ReadyDegraded _ -> AssetState.READY_DEGRADED;
            case RunState.Failed _,RunState.Expired _ -> AssetState.ERRORED;
            case RunState.Rejected _ -> AssetState.REJECTED;
            case RunState.Cancelled _ -> AssetState.CANCELLED;
            case RunState.Erased _ -> AssetState.DELETED;
        };
    }

    private static Fact.StepReport report(Map.Entry<Step, StepState> entry) {
        var step = entry.getKey();
        var state = entry.getValue();
        return switch (state) {
            case StepState.Pending _ -> report(step, state, 0, Optional.empty(), Optional.empty(), Optional.empty());
            case StepState.Running s ->
                report(step, state, s.attempt(), Optional.of(s.startedAt()), Optional.empty(), Optional.empty());
            case StepState.Waiting s ->
                report(step, state, s.attempt(), Optional.of(s.startedAt()), Optional.empty(), Optional.of(s.code()));
            case StepState.Succeeded s -> report(step, state, s.attempt(), Optional.of(s.startedAt()),
                    Optional.of(s.endedAt()), Optional.empty());
            case StepState.Skipped s -> report(step, state, s.attempt(), Optional.of(s.startedAt()),
                    Optional.of(s.endedAt()), Optional.of(s.reason()));
            case StepState.Failed s -> report(step, state, s.attempt(), Optional.of(s.startedAt()),
                    Optional.of(s.endedAt()), Optional.of(s.code()));
            case StepState.Cancelled s ->
                report(step, state, s.attempt(), s.startedAt(), Optional.of(s.endedAt()), Optional.empty());
        };
    }

    private static Fact.StepReport report(Step step, StepState state, int attempt, Optional<Instant> startedAt,
            Optional<Instant> endedAt, Optional<String> reason) {
        return new Fact.StepReport(step, state.wireName(), attempt, startedAt, endedAt, reason);
    }
}
