package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.util.Map;

/** A run's percent: its steps by their weights. 100 means ready and nothing else; a run that ends badly stays put. */
final class Percent {
    private static final int ALL = 100;

    private Percent() {}

    static int of(RunState state, Map<Step, StepState> steps, Template template) {
        return switch (state) {
            case RunState.Ready _,RunState.ReadyDegraded _ -> ALL;
            case RunState.Running _ -> Math.min(ALL - 1, weighted(steps, template));
            case RunState.Failed _,RunState.Rejected _,RunState.Expired _,RunState.Cancelled _,RunState.Erased _ ->
                0;
        };
    }

    private static int weighted(Map<Step, StepState> steps, Template template) {
        long done = 0;
        long total = 0;
        for (var policy : template.steps()) {
            done += (long) policy.weight() * ofStep(steps.get(policy.step()));
            total += policy.weight();
        }
        return (int) (done / total);
    }

    private static int ofStep(StepState step) {
        return switch (step) {
            case StepState.Running running -> running.percent();
            case StepState.Succeeded _,StepState.Skipped _,StepState.Failed _ -> ALL;
            case StepState.Pending _,StepState.Waiting _,StepState.Cancelled _ -> 0;
        };
    }
}
