package io.crealia.workflow.domain;

import io.crealia.contracts.Step;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a run's history, for people.
 *
 * @param version of the run that the event made
 * @param what happened, for example {@code step_started}
 * @param attempt 0 where the event is not about a step
 * @param detail a code, or empty
 */
public record RunEvent(long version, Instant at, String what, Optional<Step> step, int attempt, String detail) {
    public RunEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(detail, "detail");
    }
}
