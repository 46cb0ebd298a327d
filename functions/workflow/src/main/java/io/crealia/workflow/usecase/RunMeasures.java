package io.crealia.workflow.usecase;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunEvent;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.domain.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is counted of a version of a run, once, by whoever committed it. */
final class RunMeasures {
    private RunMeasures() {}

    /** @param before the version that it follows, absent for the first */
    static void committed(Optional<Run> before, Run run) {
        run.history().stream().filter(event -> event.version() == run.version()).forEach(event -> event.step()
                .ifPresent(step -> outcome(event).ifPresent(outcome -> step(run, event, outcome))));
        if (run.state().terminal() && before.filter(earlier -> earlier.state().terminal()).isEmpty()) {
            var template = run.order().template();
            Metrics.count(Metric.WORKFLOW_RUNS, template, run.state().wireName());
            // A tombstone was never at work.
            if (before.isPresent() || !(run.state() instanceof RunState.Erased)) {
                Metrics.observe(Metric.WORKFLOW_RUN_DURATION, Duration.between(run.createdAt(),
                        run.endedAt().orElse(run.createdAt())), template);
            }
        }
    }

    private static Optional<String> outcome(RunEvent event) {
        return switch (event.what()) {
            case "step_succeeded" -> Optional.of("succeeded");
            case "step_skipped" -> Optional.of("skipped");
            case "step_failed" -> Optional.of("failed");
            case "attempt_failed" -> Optional.of("retried");
            default -> Optional.empty();
        };
    }

    private static void step(Run run, RunEvent event, String outcome) {
        var step = event.step().orElseThrow();
        Metrics.count(Metric.WORKFLOW_STEPS, step.wireName(), outcome);
        started(run.steps().get(step)).ifPresent(start -> Metrics.observe(Metric.WORKFLOW_STEP_DURATION,
                Duration.between(start, event.at()), step.wireName()));
    }

    /** The start of a step that ended; a step's duration counts its failed attempts too. */
    private static Optional<Instant> started(StepState state) {
        return switch (state) {
            case StepState.Succeeded ended -> Optional.of(ended.startedAt());
            case StepState.Skipped ended -> Optional.of(ended.startedAt());
            case StepState.Failed ended -> Optional.of(ended.startedAt());
            case null -> Optional.empty();
            case StepState.Pending _,StepState.Running _,StepState.Waiting _,StepState.Cancelled _ -> Optional.empty();
        };
    }
}
