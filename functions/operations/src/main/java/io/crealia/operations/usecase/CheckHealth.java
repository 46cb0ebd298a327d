package io.crealia.operations.usecase;

import io.crealia.operations.domain.Health;
import io.crealia.operations.domain.Health.Check;
import io.crealia.operations.port.HealthProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks all dependencies at the same time, and none of them for longer than a limit. */
public final class CheckHealth {
    private final List<HealthProbe> probes;
    private final Duration limit;
    private final Executor threads;

    /** @param threads runs each probe; must not make one wait for another */
    public CheckHealth(List<HealthProbe> probes, Duration limit, Executor threads) {
        this.probes = List.copyOf(probes);
        this.limit = limit;
        this.threads = threads;
    }

    public Health execute() {
        var running = probes.stream().map(this::start).toList();
        return new Health(running.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Check> start(HealthProbe probe) {
        long began = System.nanoTime();
        return CompletableFuture.supplyAsync(() -> answers(probe), threads)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(answered -> new Check(probe.name(), probe.required(), answered,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
    }

    // What failed and why is in the answer and in the store's own metrics; the cause may hold an address.
    private static boolean answers(HealthProbe probe) {
        try {
            probe.check();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
