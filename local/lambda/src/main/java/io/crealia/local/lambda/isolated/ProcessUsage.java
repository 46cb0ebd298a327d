package io.crealia.local.lambda.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a process used so far, from Linux's {@code /proc} (proc(5)). Elsewhere memory is unknown and its limit is kept by
 * the heap's size only.
 *
 * @param cpu user and system time of all threads; on Linux in steps of 10 ms (USER_HZ is 100)
 * @param residentBytes 0 if unknown
 * @param peakBytes largest resident size so far; 0 if unknown
 */
public record ProcessUsage(Duration cpu, long residentBytes, long peakBytes) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int TICK_MS = 10;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    static ProcessUsage of(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            // The command may hold spaces and brackets; the fields begin behind its last bracket.
            var stat = Files.readString(proc.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
            var status = Files.readString(proc.resolve("status"));
            return new ProcessUsage(Duration.ofMillis(ticks * TICK_MS), bytes(RESIDENT, status), bytes(PEAK, status));
        } catch (IOException e) {
            return new ProcessUsage(process.info().totalCpuDuration().orElse(Duration.ZERO), 0, 0);
        }
    }

    private static long bytes(Pattern pattern, String status) {
        var found = pattern.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }
}
