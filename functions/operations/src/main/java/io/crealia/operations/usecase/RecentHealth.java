package io.crealia.operations.usecase;

import io.crealia.operations.domain.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The health as it was at most a moment ago. However many ask, the dependencies are asked once a moment; while one caller
 * asks them, the others get the answer before.
 */
public final class RecentHealth {
    private record Found(Health health, Instant at) {}

    private final Supplier<Health> check;
    private final Duration life;
    private final InstantSource clock;
    private final AtomicReference<Found> last = new AtomicReference<>();
    private final ReentrantLock asking = new ReentrantLock();

    /** @param life of an answer */
    public RecentHealth(Supplier<Health> check, Duration life, InstantSource clock) {
        this.check = check;
        this.life = life;
        this.clock = clock;
    }

    public Health get() {
        var found = last.get();
        if (found != null && (fresh(found) || asking.isLocked() && !asking.isHeldByCurrentThread())) {
            return found.health();
        }
        asking.lock();
        try {
            var meanwhile = last.get();
            if (meanwhile != null && fresh(meanwhile)) {
                return meanwhile.health();
            }
            var now = new Found(check.get(), clock.instant());
            last.set(now);
            return now.health();
        } finally {
            asking.unlock();
        }
    }

    private boolean fresh(Found found) {
        return Duration.between(found.at(), clock.instant()).compareTo(life) < 0;
    }
}
