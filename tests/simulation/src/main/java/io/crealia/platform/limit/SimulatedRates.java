package io.crealia.platform.limit;

import io.crealia.platform.config.Environment;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Rate limits whose shared buckets are somebody else's. */
public final class SimulatedRates {
    private SimulatedRates() {}

    /** One number for each key, changed in one step. */
    @FunctionalInterface
    public interface Redis {
        /** @return false if there was no answer, whatever was done */
        boolean exchange(String key, LongUnaryOperator next);
    }

    public static RateLimits of(Environment environment, Redis redis, InstantSource clock) {
        return RateLimits.of(environment, (key, rate, weight) -> {
            var taken = new Gcra.Taken[1];
            var answered = redis.exchange(key, stored -> {
                taken[0] = Gcra.take(stored, ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant()), rate,
                        weight);
                return taken[0].allowed() ? taken[0].full() : stored;
            });
            return answered ? Optional.of(taken[0]) : Optional.empty();
        }, clock);
    }
}
