package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a new run may take over from one that ended badly. The old run stays as it is: terminal is final, and every
 * attempt's outputs have a place of their own.
 */
public final class Retry {
    /** A chain of retries ends here; a new run over the asset is still possible. */
    public static final int MAX_GENERATION = 10;

    private Retry() {}

    public sealed interface Plan {
        /** @param inherited the steps before the one that the new run starts with */
        record Possible(Step from, Map<Step, StepState> inherited) implements Plan {}

        /** The run itself cannot be retried. */
        record NotRetryable(String why) implements Plan {}

        /** The step cannot be started with. */
        record NoSuchStart(String expected) implements Plan {}
    }

    /** @param step where to start; by default the first step that did not succeed */
    public static Plan plan(Run run, Template template, Optional<Step> step) {
        var refusal = refusal(run, step);
        if (refusal.isPresent()) {
            return new Plan.NotRetryable(refusal.get());
        }
        var reachable = new EnumMap<Step, Map<Step, StepState>>(Step.class);
        var inherited = new EnumMap<Step, StepState>(Step.class);
        for (var policy : template.steps()) {
            if (policy.kind() != StepPolicy.Kind.OWN) {
                reachable.put(policy.step(), Step.inOrder(inherited));
            }
            var state = run.steps().get(policy.step());
            if (state == null || !state.done()) {
                break;
            }
            inherited.put(policy.step(), state);
        }
        var from = step.orElseGet(() -> lastOf(reachable));
        return reachable.containsKey(from)
                ? new Plan.Possible(from, reachable.get(from))
                : new Plan.NoSuchStart("one of " + reachable.keySet().stream().map(Step::wireName).toList());
    }

    private static Optional<String> refusal(Run run, Optional<Step> step) {
        if (run.order().generation() >= MAX_GENERATION) {
            return Optional.of("The run was retried " + MAX_GENERATION + " times.");
        }
        return switch (run.state()) {
            case RunState.Failed _,RunState.Expired _,RunState.Cancelled _,RunState.ReadyDegraded _ ->
                Optional.empty();
            case RunState.Running _ -> Optional.of("The run is still at work.");
            case RunState.Ready _ -> step.isPresent()
                    ? Optional.empty()
                    : Optional.of("The run succeeded; name the step to do again.");
            case RunState.Rejected _ -> Optional.of("The source was rejected; upload another one.");
            case RunState.Erased _ -> Optional.of("The asset was erased.");
        };
    }

    private static Step lastOf(Map<Step, Map<Step, StepState>> reachable) {
        return reachable.keySet().stream().reduce((_, later) -> later).orElseThrow();
    }
}
