package io.crealia.local.lambda.api;

import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which requests get in. Beyond what the functions can do at once, waiting helps nobody: whoever comes then is refused at
 * once, and those who are in are answered as fast as before. Two limits: the stage's throttle, a token bucket as API Gateway
 * has it (docs.aws.amazon.com, "Throttle requests to your REST APIs"), kept as the time at which the bucket would be full;
 * and how many are in at once. Thread-safe.
 */
final class Admission {

    private final Optional<Throttle> throttle;
    private final int most;
    private final InstantSource clock;
    private final Instant epoch;
    private final AtomicInteger inside = new AtomicInteger();
    /** Nanoseconds after {@link #epoch} at which the bucket is full again. */
    private final AtomicLong full = new AtomicLong(Long.MIN_VALUE);

    Admission(Optional<Throttle> throttle, int most, InstantSource clock) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one request must get in at once, was " + most);
        }
        this.throttle = throttle;
        this.most = most;
        this.clock = clock;
        this.epoch = clock.instant();
    }

    /** @return whether the request is in; it must {@link #leave} then, and only then */
    boolean enter() {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return false;
        }
        if (throttle.isPresent() && !token(throttle.get())) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** How many are in. */
    int inside() {
        return inside.get();
    }

    private boolean token(Throttle limit) {
        var interval = Math.max(1, (long) (Duration.ofSeconds(1).toNanos() / limit.ratePerSecond()));
        var now = epoch.until(clock.instant(), ChronoUnit.NANOS);
        while (true) {
            var known = full.get();
            var next = Math.max(known, now) + interval;
            if (next - now > interval * limit.burst()) {
                return false;
            }
            if (full.compareAndSet(known, next)) {
                return true;
            }
        }
    }
}
