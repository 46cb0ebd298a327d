package io.crealia.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Usage.Used;
import java.io.File;
import java.nio.file.Path;
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
        assertThat(machine.asked).as("of the machine, at the beginning only").isEqualTo(1);
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

    /** Uses ten microseconds between two questions. */
    private static final class Counting implements Machine {
        private final Machine other = new Proc(Path.of("/none"), new File("/none"));
        private int asked;

        @Override
        public long cpuMicros() {
            return 10L * asked++;
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
