package io.crealia.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One environment's metrics: counts each invocation, and at its end sends what was counted to the totals, in one batch.
 *
 * <p>A batch that was not acknowledged is kept and sent again unchanged, with its number, before anything newer; what is
 * counted meanwhile waits in memory, which is bounded. An invocation waits for the totals' server for {@link #BUDGET} at
 * most, once; after that nobody waits until a thread of its own has reached the server again. Nothing is connected, and no
 * id is made, before the first invocation, because a snapshot is restored many times. Never fails.
 */
public final class Telemetry {
    /** The longest that an invocation waits because of metrics. */
    public static final Duration BUDGET = Duration.ofMillis(50);
    /** Of the budget, what is left to send the batch itself. */
    public static final Duration SENDING = Duration.ofMillis(16);
    /** Between two attempts to reach a server that did not answer. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final String function;
    private final String resources;
    private final long limitBytes;
    private final Outlet outlet;
    private final Supplier<String> ids;
    private final Machine machine;
    private final Executor threads;
    private final LongSupplier nanos;
    private final Samples samples = new Samples();
    private final ReentrantLock flushing = new ReentrantLock();
    private final Usage usage;

    private volatile Link link = Link.NEW;
    private final CountDownLatch connecting = new CountDownLatch(1);
    private final AtomicBoolean reaching = new AtomicBoolean();
    private volatile long nextAttempt;
    private volatile boolean begun;
    private volatile boolean restored;
    private volatile long readyMicros;
    /** Guarded by {@link #flushing}. */
    private Batch pending;
    private String environment;
    private long number;
    private String report = "";
    private long reportedAt;

    private enum Link {
        NEW, UP, DOWN
    }

    /** What an environment is. @param shared whether other functions run in the same process, as they do locally */
    public record Place(String function, long limitBytes, boolean shared) {}

    /**
     * @param ids gives a new unique text at each call
     * @param threads starts what must not keep an invocation waiting
     * @param nanos a clock that is never set
     */
    public Telemetry(Place place, Outlet outlet, Supplier<String> ids, Machine machine, Executor threads,
            LongSupplier nanos) {
        this.function = Names.withoutStage(place.function());
        this.resources = place.shared() ? Names.SHARED : function;
        this.limitBytes = place.limitBytes();
        this.outlet = outlet;
        this.ids = ids;
        this.machine = machine;
        this.threads = threads;
        this.nanos = nanos;
        this.usage = place.shared() ? Usage.OF_PROCESS : new Usage();
        this.nextAttempt = nanos.getAsLong();
    }

    /** The function's name without its installation's, as the label has it. */
    public String function() {
        return function;
    }

    /** Says that the handler is made. @param micros how long that took */
    public void initialised(long micros) {
        readyMicros = Math.max(1, micros);
    }

    /** Runs what an invocation needs, so that a snapshot holds it. Nothing is sent; whatever connects must be ended again. */
    public void rehearse() {
        try {
            usage.begin(machine, nanos.getAsLong());
            try (var invocation = new Measured()) {
                invocation.done = true;
                invocation.ended("ok");
                invocation.count();
            }
            // Without an id, which would be that of every environment that is restored from the snapshot.
            samples.take("", 0, Long.toString(machine.residentBytes() + machine.diskBytes()));
            outlet.connect();
        } catch (RuntimeException e) {
            samples.clear();
        }
    }

    /** Before a checkpoint: forgets what belongs to no restored environment. */
    public void beforeCheckpoint() {
        samples.clear();
        report = "";
        environment = null;
        number = 0;
        pending = null;
        begun = false;
    }

    /** After a restore. @param micros how long the function's own hooks took */
    public void restored(long micros) {
        restored = true;
        begun = false;
        readyMicros = Math.max(1, micros);
    }

    /** Begins an invocation: what this thread counts until {@link Invocation#close} is the invocation's own. */
    public Invocation begin() {
        reach();
        if (!begun) {
            begun = true;
            Metrics.add(samples, Metric.COLD_STARTS, 1, function, restored ? "restore" : "init");
            if (readyMicros > 0) {
                Metrics.observe(samples, Metric.INIT_DURATION, Duration.ofNanos(readyMicros * 1_000), function);
            }
        }
        usage.begin(machine, nanos.getAsLong());
        return new Measured();
    }

    private final class Measured implements Invocation {
        private final long start = nanos.getAsLong();
        private final Metrics.Scope scope = Metrics.into(samples);
        private String outcome = "error";
        /** Counted, and never to be sent. */
        private boolean done;

        @Override
        public void ended(String result) {
            outcome = result;
        }

        @Override
        public void mark(String name, long value) {
            samples.mark(name, value);
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(nanos.getAsLong() - start);
        }

        private void count() {
            Metrics.add(samples, Metric.FUNCTION_INVOCATIONS, 1, function, outcome);
            Metrics.observe(samples, Metric.FUNCTION_DURATION, elapsed(), function);
            var used = usage.end(machine, nanos.getAsLong());
            Metrics.add(samples, Metric.CPU_SECONDS, used.cpuMicros(), resources);
            Metrics.add(samples, Metric.CPU_AVAILABLE, used.availableMicros(), resources);
        }

        @Override
        public void close() {
            scope.close();
            if (done) {
                return;
            }
            try {
                count();
                flush();
            } catch (RuntimeException e) {
                samples.add(Metric.METRICS_DROPPED.metricName(), 1);
            }
        }
    }

    private void flush() {
        if (link == Link.NEW && !await() && link == Link.NEW) {
            link = Link.DOWN;
        }
        if (link != Link.UP) {
            count("unconnected");
            return;
        }
        // Whoever comes while another sends leaves his counts to the next batch.
        if (flushing.tryLock()) {
            try {
                send();
            } finally {
                flushing.unlock();
            }
        }
    }

    private void send() {
        try {
            if (pending != null) {
                outlet.add(pending);
                pending = null;
            }
            if (!samples.isEmpty()) {
                pending = samples.take(environment(), ++number, report());
                outlet.add(pending);
                pending = null;
            }
            count("ok");
        } catch (RuntimeException e) {
            link = Link.DOWN;
            nextAttempt = nanos.getAsLong() + PAUSE.toNanos();
            count("failed");
        }
    }

    private void count(String outcome) {
        Metrics.add(samples, Metric.METRICS_FLUSHES, 1, outcome);
    }

    private String environment() {
        if (environment == null) {
            environment = ids.get();
        }
        return environment;
    }

    // Reading it takes longer than everything else here, so a busy environment reads it once a second.
    private String report() {
        var now = nanos.getAsLong();
        if (report.isEmpty() || now - reportedAt >= PAUSE.toNanos()) {
            // One process is one environment, however many functions it runs.
            var host = resources.equals(function) ? environment() : resources;
            report = String.join("|", List.of(host, resources, Long.toString(machine.residentBytes()),
                    Long.toString(limitBytes), Long.toString(machine.diskBytes())));
            reportedAt = now;
        }
        return report;
    }

    // Of the first connection only, which is made while the invocation works.
    private boolean await() {
        try {
            return connecting.await(BUDGET.minus(SENDING).toNanos(), TimeUnit.NANOSECONDS) && link == Link.UP;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // By one thread at a time; it may take as long as it takes.
    private void reach() {
        if (link == Link.UP || nanos.getAsLong() - nextAttempt < 0 || !reaching.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::connect);
        } catch (RuntimeException e) {
            link = Link.DOWN;
            reaching.set(false);
        }
    }

    private void connect() {
        try {
            outlet.connect();
            link = Link.UP;
        } catch (RuntimeException e) {
            link = Link.DOWN;
            nextAttempt = nanos.getAsLong() + PAUSE.toNanos();
        } finally {
            reaching.set(false);
            connecting.countDown();
        }
    }
}
