package io.crealia.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Usage.Used;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final long STEP = Usage.STEP_NANOS;

    private final Usage usage = new Usage();
    private final Counting machine = new Counting();

    @Test
    void end_alone_tellsEverySpanHoweverShort() {
        usage.begin(machine, 0);
        assertThat(usage.end(machine, STEP / 2)).isEqualTo(new Used(10, STEP / 2 / 1_000 * 2));
    }

    @Test
    void end_whileOthersRun_asksOnceInAStepAndLosesNothing() {
        usage.begin(machine, 0);
        usage.begin(machine, 0);
        usage.begin(machine, 0);
        assertThat(usage.end(machine, STEP - 1)).isEqualTo(new Used(0, 0));
        assertThat(machine.asked).as("of the machine, at the beginning only").hasValue(1);
        assertThat(usage.end(machine, STEP)).isEqualTo(new Used(10, STEP / 1_000 * 2));
        assertThat(usage.end(machine, STEP + 5_000)).isEqualTo(new Used(10, 10));
    }

    @Test
    void begin_afterAPause_countsThePauseForNobody() {
        usage.begin(machine, 0);
        usage.end(machine, STEP);
        usage.begin(machine, 100 * STEP);
        assertThat(usage.end(machine, 101 * STEP)).isEqualTo(new Used(10, STEP / 1_000 * 2));
    }

    @Test
    void end_whileAnotherAsks_doesNotWait() {
        usage.begin(machine, 0);
        usage.begin(machine, 0);
        usage.begin(machine, 0);
        machine.meanwhile = () -> {
            machine.meanwhile = () -> {};
            var other = CompletableFuture.supplyAsync(() -> usage.end(machine, 2 * STEP)).join();
            assertThat(other).isEqualTo(new Used(0, 0));
        };
        assertThat(usage.end(machine, 2 * STEP)).isEqualTo(new Used(10, 2 * STEP / 1_000 * 2));
        assertThat(usage.end(machine, 2 * STEP + 1)).as("the last tells the rest").isEqualTo(new Used(10, 0));
    }

    @Test
    void begin_whileTheLastTells_losesNothingAndCountsNothingTwice() {
        usage.begin(machine, 0);
        machine.meanwhile = () -> {
            machine.meanwhile = () -> {};
            usage.begin(machine, STEP);
        };
        assertThat(usage.end(machine, STEP)).isEqualTo(new Used(10, STEP / 1_000 * 2));
        assertThat(usage.end(machine, 3 * STEP)).as("from where the first ended").isEqualTo(
                new Used(10, 2 * STEP / 1_000 * 2));
    }

    @Test
    void end_manyThreads_tellAllThatWasUsed() throws Exception {
        var told = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 20_000; i++) {
                var now = i * 1_000L;
                threads.execute(() -> {
                    usage.begin(machine, now);
                    told.addAndGet(usage.end(machine, now + 500).cpuMicros());
                });
            }
        }
        usage.begin(machine, 1_000 * STEP);
        var idle = machine.asked.get();
        assertThat(told.get()).isBetween(1L, 10L * idle);
    }

    /** Uses ten microseconds between two questions. */
    private static final class Counting implements Machine {
        private final Machine other = new Proc(Path.of("/none"), new File("/none"));
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Runnable meanwhile = () -> {};

        @Override
        public long cpuMicros() {
            meanwhile.run();
            return 10L * asked.getAndIncrement();
        }

        @Override
        public long residentBytes() {
            return other.residentBytes();
        }

        @Override
        public long diskBytes() {
            return other.diskBytes();
        }

        @Override
        public int cores() {
            return 2;
        }

        @Override
        public long memoryBytes() {
            return other.memoryBytes();
        }

        @Override
        public long ageMicros() {
            return other.ageMicros();
        }
    }
}
