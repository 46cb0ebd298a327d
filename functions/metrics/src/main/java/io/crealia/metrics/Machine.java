package io.crealia.metrics;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process uses, read from {@code /proc} (proc(5)): the management beans would cost a cold start some 100 ms. On a
 * machine without {@code /proc} everything is 0.
 */
public interface Machine {
    /** Processor time of all threads since the process began, in microseconds; in steps of 10 ms. */
    long cpuMicros();

    /** Resident memory. */
    long residentBytes();

    /** Used bytes of the file system that holds the temporary folder. */
    long diskBytes();

    int cores();

    /** Memory of the machine. */
    long memoryBytes();

    /** Time since the process began, in microseconds; in steps of 10 ms. */
    long ageMicros();

    static Machine ofProcess() {
        return new Proc(Path.of("/proc"), new File("/tmp"));
    }

    /** @param temporary what {@code java.io.tmpdir} is on Lambda */
    record Proc(Path proc, File temporary) implements Machine {
        /** Linux reports processor time in hundredths of a second to user space, whatever its own tick (USER_HZ). */
        private static final long TICK_MICROS = 10_000;
        private static final int UTIME = 11;
        private static final int STIME = 12;
        private static final int STARTTIME = 19;

        @Override
        public long cpuMicros() {
            var stat = stat();
            return stat.length > STIME ? (Long.parseLong(stat[UTIME]) + Long.parseLong(stat[STIME])) * TICK_MICROS : 0;
        }

        @Override
        public long residentBytes() {
            return kibibytes("self/status", "VmRSS:");
        }

        @Override
        public long memoryBytes() {
            return kibibytes("meminfo", "MemTotal:");
        }

        private long kibibytes(String file, String name) {
            for (var line : read(file).split("\n")) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
            return 0;
        }

        @Override
        public long diskBytes() {
            return temporary.getTotalSpace() - temporary.getFreeSpace();
        }

        @Override
        public int cores() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Override
        public long ageMicros() {
            var stat = stat();
            var uptime = read("uptime").split(" ")[0];
            return stat.length > STARTTIME && !uptime.isEmpty()
                    ? (long) (Double.parseDouble(uptime) * 1_000_000) - Long.parseLong(stat[STARTTIME]) * TICK_MICROS
                    : 0;
        }

        /** The fields after the command's name, which may hold spaces; the state is number 0. */
        private String[] stat() {
            var text = read("self/stat");
            return text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
        }

        private String read(String file) {
            try {
                return Files.readString(proc.resolve(file), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return "";
            }
        }
    }
}
