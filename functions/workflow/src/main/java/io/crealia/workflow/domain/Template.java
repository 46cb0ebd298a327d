package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as data: steps that are done one after the other, and the bounds of a run.
 *
 * @param deadline of a whole run
 * @param backoffBase the longest wait before the second attempt; doubles with each further one
 * @param backoffMax the longest wait before any attempt
 * @param maxTransitions the most versions a run may have; the bounds of the steps keep a run far below it
 */
public record Template(String name, List<StepPolicy> steps, Duration deadline, Duration backoffBase,
        Duration backoffMax, int maxTransitions) {
    public static final String STREAM = "stream";
    private static final int MAX_TRANSITIONS = 4000;
    private static final int MAX_REDRIVES = 100;

    /** What operators may set. */
    public record Timing(Duration runDeadline, Duration stepDeadline, Duration transcodeDeadline,
            Duration checkInterval,
            Duration backoffBase, Duration backoffMax) {}

    public Template {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || new HashSet<>(steps.stream().map(StepPolicy::step).toList()).size() != steps.size()) {
            throw new IllegalArgumentException("a template needs steps, each of them once: " + name);
        }
        if (steps.stream().mapToInt(StepPolicy::weight).sum() < 1 || maxTransitions < 1) {
            throw new IllegalArgumentException("a template needs a weight and a bound above 0: " + name);
        }
    }

    /** Renditions for adaptive streaming with poster and storyboard, verified. */
    public static Template stream(Timing timing) {
        return new Template(STREAM, List.of(
                required(Step.PROBE, 3, timing.stepDeadline(), timing, 2),
                required(Step.TRANSCODE, 3, timing.transcodeDeadline(), timing, 80),
                required(Step.STILLS, 3, timing.stepDeadline(), timing, 8),
                required(Step.VERIFY, 2, timing.stepDeadline(), timing, 9),
                StepPolicy.own(Step.PUBLISH, 1)), timing.runDeadline(), timing.backoffBase(), timing.backoffMax(),
                MAX_TRANSITIONS);
    }

    private static StepPolicy required(Step step, int maxAttempts, Duration deadline, Timing timing, int weight) {
        return new StepPolicy(step, maxAttempts, deadline, timing.checkInterval(), MAX_REDRIVES, weight,
                StepPolicy.Kind.REQUIRED);
    }

    /** The step's policy; absent if the template does not have the step. */
    public Optional<StepPolicy> policy(Step step) {
        return steps.stream().filter(policy -> policy.step() == step).findFirst();
    }
}
