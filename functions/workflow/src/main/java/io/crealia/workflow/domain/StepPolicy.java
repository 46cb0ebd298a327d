package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.time.Duration;

/**
 * How one step of a template is driven.
 *
 * @param maxAttempts how often it may be tried
 * @param deadline of one attempt
 * @param checkEvery how long an attempt may be silent before it is asked for again; doubles with each time, up to four
 *        times this
 * @param maxRedrives how often one attempt may be asked for again
 * @param weight share in the run's percent
 * @param kind who does it, and whether the run can be ready without it
 */
public record StepPolicy(Step step, int maxAttempts, Duration deadline, Duration checkEvery, int maxRedrives,
        int weight, Kind kind) {

    public enum Kind {
        /** Requested from another function; without it the run fails. */
        REQUIRED,
        /** Requested from another function; without it the run is ready, degraded. */
        DEGRADES,
        /** A state change of the workflow itself, done at once. */
        OWN
    }

    private static final int MAX_BACKING_OFF = 2;

    public StepPolicy {
        if (maxAttempts < 1 || maxRedrives < 0 || weight < 0 || !deadline.isPositive() || !checkEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "the policy of step " + step.wireName() + " has a bound below its least");
        }
    }

    static StepPolicy own(Step step, int weight) {
        return new StepPolicy(step, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, weight, Kind.OWN);
    }

    /** How long to wait for a sign of life after the given number of redrives. */
    Duration checkAfter(int redrives) {
        return checkEvery.multipliedBy(1L << Math.min(redrives, MAX_BACKING_OFF));
    }
}
