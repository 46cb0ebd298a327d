package io.crealia.local.lambda.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests one function works on at once; the others wait, and whoever came first is next. On Lambda each would
 * have an environment of its own. Here they share processor, locks and connections, none of which is given in order: a
 * thousand at once took some of them twenty seconds while most took a tenth of one. Thread-safe.
 */
final class Turns {

    /** As many as a function's MongoDB pool has connections. */
    static final int OF_A_FUNCTION = 16;

    private final Map<String, Semaphore> functions = new ConcurrentHashMap<>();
    private final int most;

    Turns(int most) {
        this.most = most;
    }

    /** @return what is left of {@code patience} when the turn came, {@link #end} it then; empty if none came */
    Optional<Duration> await(String function, Duration patience) {
        var began = System.nanoTime();
        try {
            var turn = functions.computeIfAbsent(function, _ -> new Semaphore(most, true));
            return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(patience.minusNanos(System.nanoTime() - began))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void end(String function) {
        functions.get(function).release();
    }
}
