package io.crealia.webhooks.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a delivery's log. What was answered is not kept: it may hold anything.
 *
 * @param number from 1, over all series
 */
public record Attempt(int number, Instant at, Duration took, Optional<Integer> status, Optional<AttemptError> error) {
    public Attempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(error, "error");
    }
}
