package io.crealia.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A phase as it runs: it begins with its first request. CPU time of server and generator is taken when the ramp is over and
 * when the phase is.
 */
final class PhaseWatch {
    private static final long NOT_YET = Long.MIN_VALUE;

    private final Phase phase;
    private final Tally tally;
    private final LongSupplier nanos;
    private final Supplier<Cpu> cpu;
    private final ScheduledExecutorService timer;
    private final AtomicLong start = new AtomicLong(NOT_YET);
    private volatile Cpu before = Cpu.NONE;
    private volatile Cpu after = Cpu.NONE;

    /** CPU time that two processes have used so far. */
    record Cpu(Duration server, Duration generator) {
        static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO);
    }

    /** @param nanos a clock as {@link System#nanoTime} */
    PhaseWatch(Phase phase, LongSupplier nanos, Supplier<Cpu> cpu, ScheduledExecutorService timer) {
        this.phase = phase;
        this.tally = new Tally(phase);
        this.nanos = nanos;
        this.cpu = cpu;
        this.timer = timer;
    }

    Phase phase() {
        return phase;
    }

    /** Begins the phase unless it has begun. */
    void begin() {
        if (start.get() == NOT_YET && start.compareAndSet(NOT_YET, nanos.getAsLong())) {
            timer.schedule(() -> before = cpu.get(), phase.ramp().toNanos(), TimeUnit.NANOSECONDS);
            timer.schedule(() -> after = cpu.get(), phase.whole().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    boolean goesOn() {
        begin();
        return since().compareTo(phase.whole()) < 0;
    }

    void count(String kind, int status, long millis, boolean retryAfter) {
        tally.count(since(), kind, status, millis, retryAfter);
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("name", phase.name())
                .put("began_ms", TimeUnit.NANOSECONDS.toMillis(start.get())).put("connections", phase.connections())
                .put("rate_per_second", phase.ratePerSecond())
                .put("open", phase.open()).put("duration_ms", phase.duration().toMillis())
                .put("server_cpu_ms", after.server().minus(before.server()).toMillis())
                .put("generator_cpu_ms", after.generator().minus(before.generator()).toMillis());
        json.setAll(tally.json());
        return json;
    }

    private Duration since() {
        return Duration.ofNanos(nanos.getAsLong() - start.get());
    }
}
