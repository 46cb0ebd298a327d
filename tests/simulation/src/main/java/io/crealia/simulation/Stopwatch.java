package io.crealia.simulation;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Time on the wall and of all the process's threads, from its making on. */
final class Stopwatch {
    private final long wall = System.nanoTime();
    private final Duration cpu = cpu();

    double wallSeconds() {
        return (System.nanoTime() - wall) / 1e9;
    }

    double cpuSeconds() {
        return cpu().minus(cpu).toNanos() / 1e9;
    }

    private static Duration cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }
}
