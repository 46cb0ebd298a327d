package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.time.Duration;
import java.util.ArrayList;
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
    public static final String AUTO_REELS = "auto-reels";
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

    /** Renditions for adaptive streaming with poster, storyboard, captions and texts, verified. */
    public static Template stream(Timing timing) {
        return of(STREAM, timing, List.of());
    }

    /** What {@link #stream} makes, and vertical clips of the best moments. */
    public static Template autoReels(Timing timing) {
        return of(AUTO_REELS, timing, List.of(
                step(Step.HIGHLIGHTS, 4, timing.stepDeadline(), timing, 3, StepPolicy.Kind.DEGRADES),
                step(Step.REELS, 3, timing.transcodeDeadline(), timing, 30, StepPolicy.Kind.DEGRADES)));
    }

    // Without understanding a stream is still a stream, so those steps only degrade a run.
    private static Template of(String name, Timing timing, List<StepPolicy> clips) {
        var steps = new ArrayList<StepPolicy>(List.of(
                step(Step.PROBE, 3, timing.stepDeadline(), timing, 2, StepPolicy.Kind.REQUIRED),
                step(Step.TRANSCODE, 3, timing.transcodeDeadline(), timing, 70, StepPolicy.Kind.REQUIRED),
                step(Step.STILLS, 3, timing.stepDeadline(), timing, 6, StepPolicy.Kind.REQUIRED),
                step(Step.CAPTIONS, 4, timing.transcodeDeadline(), timing, 9, StepPolicy.Kind.DEGRADES),
                step(Step.ENRICH, 4, timing.stepDeadline(), timing, 4, StepPolicy.Kind.DEGRADES)));
        steps.addAll(clips);
        steps.add(step(Step.VERIFY, 2, timing.stepDeadline(), timing, 8, StepPolicy.Kind.REQUIRED));
        steps.add(StepPolicy.own(Step.PUBLISH, 1));
        return new Template(name, steps, timing.runDeadline(), timing.backoffBase(), timing.backoffMax(),
                MAX_TRANSITIONS);
    }

    private static StepPolicy step(Step step, int maxAttempts, Duration deadline, Timing timing, int weight,
            StepPolicy.Kind kind) {
        return new StepPolicy(step, maxAttempts, deadline, timing.checkInterval(), MAX_REDRIVES, weight, kind);
    }

    /** The step's policy; absent if the template does not have the step. */
    public Optional<StepPolicy> policy(Step step) {
        return steps.stream().filter(policy -> policy.step() == step).findFirst();
    }
}
