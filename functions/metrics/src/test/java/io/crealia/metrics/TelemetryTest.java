package io.crealia.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final String FUNCTION = "uploads-api";
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger ids = new AtomicInteger();

    private Telemetry telemetry(Executor threads) {
        return new Telemetry(new Telemetry.Place("crealia-dev-" + FUNCTION, 1 << 30, false), outlet,
                () -> "env" + ids.incrementAndGet(), new FixedMachine(), threads, nanos::get);
    }

    /** A machine on which an invocation uses 3 ms of 2 cores' time. */
    private static final class FixedMachine implements Machine {
        private long cpu;

        @Override
        public long cpuMicros() {
            return cpu += 3_000;
        }

        @Override
        public long residentBytes() {
            return 200;
        }

        @Override
        public long diskBytes() {
            return 7;
        }

        @Override
        public long memoryBytes() {
            return 0;
        }

        @Override
        public int cores() {
            return 2;
        }

        @Override
        public long ageMicros() {
            return 0;
        }
    }

    private void invoke(Telemetry telemetry, String outcome) {
        try (var invocation = telemetry.begin()) {
            Metrics.count(Metric.UPLOADS_STARTED);
            nanos.addAndGet(Duration.ofMillis(10).toNanos());
            invocation.ended(outcome);
        }
    }

    private void later() {
        nanos.addAndGet(Telemetry.PAUSE.toNanos());
    }

    @Test
    void close_sendsWhatWasCountedInOneBatch() {
        var telemetry = telemetry(Runnable::run);
        telemetry.initialised(1_500_000);

        invoke(telemetry, "ok");

        assertThat(outlet.received).hasSize(1);
        assertThat(outlet.received.getFirst().report()).isEqualTo("env1|" + FUNCTION + "|200|1073741824|7");
        assertThat(outlet.total(Metric.UPLOADS_STARTED)).isEqualTo(1);
        assertThat(outlet.total(Metric.FUNCTION_INVOCATIONS, FUNCTION, "ok")).isEqualTo(1);
        assertThat(outlet.total(Metric.COLD_STARTS, FUNCTION, "init")).isEqualTo(1);
        assertThat(outlet.total(Metric.CPU_SECONDS, FUNCTION)).isEqualTo(3_000);
        assertThat(outlet.total(Metric.CPU_AVAILABLE, FUNCTION)).isEqualTo(20_000);
        assertThat(outlet.totals).containsEntry("crealia_function_duration_seconds|" + FUNCTION + "|0", 1L)
                .containsEntry("crealia_function_duration_seconds|" + FUNCTION + "|sum", 10_000L)
                .containsEntry("crealia_function_init_duration_seconds|" + FUNCTION + "|sum", 1_500_000L);
    }

    @Test
    void close_whatFailedCountsAsAnError() {
        var telemetry = telemetry(Runnable::run);
        try (var _ = telemetry.begin()) {
            Metrics.count(Metric.UPLOADS_STARTED);
        }

        assertThat(outlet.total(Metric.FUNCTION_INVOCATIONS, FUNCTION, "error")).isEqualTo(1);
    }

    @Test
    void begin_nextInvocationIsNoColdStart() {
        var telemetry = telemetry(Runnable::run);

        invoke(telemetry, "ok");
        invoke(telemetry, "ok");

        assertThat(outlet.total(Metric.COLD_STARTS, FUNCTION, "init")).isEqualTo(1);
        assertThat(outlet.received).extracting(Batch::number).containsExactly(1L, 2L);
    }

    @Test
    void close_answerLost_countsOnce() {
        var telemetry = telemetry(Runnable::run);
        outlet.losesAnswers = true;
        invoke(telemetry, "ok");
        outlet.losesAnswers = false;
        later();

        invoke(telemetry, "ok");

        assertThat(outlet.received).hasSize(3);
        assertThat(outlet.received.get(1)).isEqualTo(outlet.received.get(0));
        assertThat(outlet.total(Metric.UPLOADS_STARTED)).isEqualTo(2);
        assertThat(outlet.total(Metric.METRICS_FLUSHES, "failed")).isEqualTo(1);
    }

    @Test
    void close_serverAway_keepsEverythingAndAsksSeldom() {
        var telemetry = telemetry(Runnable::run);
        outlet.away = true;
        for (var i = 0; i < 500; i++) {
            invoke(telemetry, "ok");
        }
        // 500 invocations of 10 ms are 5 s.
        assertThat(outlet.connects).isBetween(4, 6);
        assertThat(outlet.adds).isZero();
        outlet.away = false;
        later();

        invoke(telemetry, "ok");

        assertThat(outlet.total(Metric.UPLOADS_STARTED)).isEqualTo(501);
        assertThat(outlet.total(Metric.METRICS_DROPPED)).isZero();
    }

    @Test
    void close_serverGoesAway_oneSendFailsAndThenNobodyTries() {
        var telemetry = telemetry(Runnable::run);
        invoke(telemetry, "ok");
        outlet.away = true;

        for (var i = 0; i < 50; i++) {
            invoke(telemetry, "ok");
        }

        assertThat(outlet.adds).isEqualTo(2);
    }

    @Test
    void close_firstConnectionHangs_waitsForItOnceAndNoLongerThanTheBudget() {
        var hanging = new CountDownLatch(1);
        var started = new AtomicInteger();
        var telemetry = telemetry(task -> {
            started.incrementAndGet();
            Thread.ofVirtual().start(() -> {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        });

        var begin = System.nanoTime();
        invoke(telemetry, "ok");
        var first = Duration.ofNanos(System.nanoTime() - begin);
        begin = System.nanoTime();
        for (var i = 0; i < 1_000; i++) {
            invoke(telemetry, "ok");
        }
        var others = Duration.ofNanos(System.nanoTime() - begin);
        hanging.countDown();

        assertThat(first).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        // A thousand that each waited would take 34 s; a busy machine needs a part of that for nothing.
        assertThat(others).isLessThan(Duration.ofSeconds(10));
        assertThat(started).hasValue(1);
    }

    @Test
    void begin_threadsRefuse_nothingFails() {
        var telemetry = telemetry(_ -> {
            throw new java.util.concurrent.RejectedExecutionException("no more threads");
        });

        invoke(telemetry, "ok");

        assertThat(outlet.received).isEmpty();
    }

    @Test
    void restored_forgetsWhatWasBeforeAndIsAnotherEnvironment() {
        var telemetry = telemetry(Runnable::run);
        telemetry.rehearse();
        telemetry.initialised(900_000);
        telemetry.beforeCheckpoint();
        assertThat(ids).as("ids that a snapshot would hold").hasValue(0);
        telemetry.restored(20_000);

        invoke(telemetry, "ok");

        assertThat(ids).hasValue(1);
        assertThat(outlet.total(Metric.COLD_STARTS, FUNCTION, "init")).isZero();
        assertThat(outlet.total(Metric.COLD_STARTS, FUNCTION, "restore")).isEqualTo(1);
        assertThat(outlet.totals).containsEntry("crealia_function_init_duration_seconds|" + FUNCTION + "|sum", 20_000L);
    }

    @Test
    void count_outsideAnInvocation_isNobodys() {
        var telemetry = telemetry(Runnable::run);
        Metrics.count(Metric.UPLOADS_STARTED);
        invoke(telemetry, "ok");
        Metrics.count(Metric.UPLOADS_STARTED);

        assertThat(outlet.total(Metric.UPLOADS_STARTED)).isEqualTo(1);
    }

    @Test
    void begin_withinAnother_countsForItsOwn() {
        var other = new RecordingOutlet();
        var inner = new Telemetry(new Telemetry.Place("crealia-dev-docs-api", 0, false), other, () -> "inner",
                new FixedMachine(), Runnable::run, nanos::get);
        var telemetry = telemetry(Runnable::run);
        try (var _ = telemetry.begin()) {
            invoke(inner, "ok");
            Metrics.count(Metric.UPLOADS_COMPLETED);
        }

        assertThat(other.total(Metric.UPLOADS_STARTED)).isEqualTo(1);
        assertThat(other.total(Metric.UPLOADS_COMPLETED)).isZero();
        assertThat(outlet.total(Metric.UPLOADS_COMPLETED)).isEqualTo(1);
    }

    @Test
    void place_sharedProcess_isOnePlaceForProcessorAndMemory() {
        var telemetry = new Telemetry(new Telemetry.Place("crealia-local-" + FUNCTION, 0, true), outlet, () -> "one",
                new FixedMachine(), Runnable::run, nanos::get);

        invoke(telemetry, "ok");

        assertThat(outlet.total(Metric.CPU_SECONDS, Names.SHARED)).isEqualTo(3_000);
        assertThat(outlet.received.getFirst().report()).startsWith("local|local|");
        assertThat(outlet.total(Metric.FUNCTION_INVOCATIONS, FUNCTION, "ok")).isEqualTo(1);
    }

    @Test
    void usage_twoAtOnce_shareTheTime() {
        var telemetry = telemetry(Runnable::run);
        try (var one = telemetry.begin(); var two = telemetry.begin()) {
            nanos.addAndGet(Duration.ofMillis(10).toNanos());
            one.ended("ok");
            two.ended("ok");
        }

        assertThat(outlet.total(Metric.CPU_AVAILABLE, FUNCTION)).isEqualTo(20_000);
    }
}
