package io.crealia.ai.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When an invocation must have its answer. */
public record Deadline(Instant at) {
    /** What is kept back of an invocation's time for storing and telling its outcome. */
    public static final Duration RESERVE = Duration.ofSeconds(5);

    /** @param remainingMillis of the invocation, as Lambda tells it */
    public static Deadline within(long remainingMillis, InstantSource clock) {
        return new Deadline(clock.instant().plusMillis(remainingMillis).minus(RESERVE));
    }

    /** What is left, at least zero. */
    public Duration left(InstantSource clock) {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
