package io.crealia.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path proc;

    @Test
    void proc_recordedFiles_areRead() throws IOException {
        Files.createDirectory(proc.resolve("self"));
        Files.writeString(proc.resolve("self/stat"), "42 (a (b) c) S 1 1 1 0 -1 4194560 500 0 0 0 250 50 0 0 20 0 9 0 "
                + "1000 99 7 18446744073709551615");
        Files.writeString(proc.resolve("self/status"), "Name:\ta\nVmRSS:\t  2048 kB\nThreads:\t9\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal:       4096 kB\nMemFree: 1 kB\n");
        Files.writeString(proc.resolve("uptime"), "70.50 100.00\n");

        var machine = new Machine.Proc(proc, new File("/tmp"));

        assertThat(machine.cpuMicros()).isEqualTo(3_000_000);
        assertThat(machine.residentBytes()).isEqualTo(2048 * 1024);
        assertThat(machine.memoryBytes()).isEqualTo(4096 * 1024);
        assertThat(machine.ageMicros()).isEqualTo(60_500_000);
    }

    @Test
    void proc_withoutFiles_isZero() {
        var machine = new Machine.Proc(proc, new File("/nowhere"));

        assertThat(machine.cpuMicros()).isZero();
        assertThat(machine.residentBytes()).isZero();
        assertThat(machine.ageMicros()).isZero();
        assertThat(machine.diskBytes()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofProcess_isThisProcess() {
        var machine = Machine.ofProcess();

        assertThat(machine.residentBytes()).isBetween(10_000_000L, 8_000_000_000L);
        assertThat(machine.cpuMicros()).isPositive();
        assertThat(machine.ageMicros()).isBetween(1L, 3_600_000_000L);
        assertThat(machine.diskBytes()).isPositive();
    }
}
