package io.crealia.platform.limit;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps requests from waiting for a server that does not answer. It begins open, so that no request waits for the first
 * connection either. While it is open, requests go elsewhere at once, and now and then one of them has the server tried
 * by another thread.
 */
final class Breaker {
    static final Duration PAUSE = Duration.ofSeconds(1);
    /** Failures in a row: one late answer is no outage. */
    static final int PATIENCE = 3;

    private final Executor probes;
    private final LongSupplier nanos;
    private final AtomicInteger failures = new AtomicInteger(PATIENCE);
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile long nextProbe;

    /** @param nanos a clock that is never set */
    Breaker(Executor probes, LongSupplier nanos) {
        this.probes = probes;
        this.nanos = nanos;
        this.nextProbe = nanos.getAsLong();
    }

    boolean isOpen() {
        return failures.get() >= PATIENCE;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** @return whether this failure opened the breaker */
    boolean failed() {
        nextProbe = nanos.getAsLong() + PAUSE.toNanos();
        return failures.incrementAndGet() == PATIENCE;
    }

    /**
     * Has the server tried if it is time, by one thread at most.
     *
     * @param attempt fails with a {@link DependencyException} as long as the server does not answer in time, with a
     *        {@link ConfigurationException} where none is named
     * @param closed what is done once it does
     */
    void tryAgain(Runnable attempt, Runnable closed) {
        if (nanos.getAsLong() - nextProbe < 0 || !probing.compareAndSet(false, true)) {
            return;
        }
        probes.execute(() -> {
            try {
                attempt.run();
                failures.set(0);
                closed.run();
            } catch (DependencyException | ConfigurationException e) {
                nextProbe = nanos.getAsLong() + PAUSE.toNanos();
            } finally {
                probing.set(false);
            }
        });
    }
}
