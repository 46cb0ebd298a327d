package io.crealia.ai.adapter.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final RandomGenerator random;
    private final Duration base;
    private final Duration most;

    Backoff(RandomGenerator random, Duration base, Duration most) {
        this.random = random;
        this.base = base;
        this.most = most;
    }

    /**
     * @param attempt that failed, from 1
     * @param floor the least the provider asked for; the jitter comes on top, so that callers do not return together
     */
    Duration after(int attempt, Optional<Duration> floor) {
        var span = Math.min(most.toMillis(), base.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS));
        return floor.orElse(Duration.ZERO).plusMillis(random.nextLong(span + 1));
    }
}
