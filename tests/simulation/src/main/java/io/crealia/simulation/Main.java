package io.crealia.simulation;

import io.crealia.simulation.work.Simulation;

/** Runs simulations and says what was found. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var runs = Integer.parseInt(arguments[0]);
        var seed = Long.parseLong(arguments[1]);
        var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
        var begin = cpu.getCurrentThreadCpuTime();
        long faults = 0;
        int bad = 0;
        for (int i = 0; i < runs; i++) {
            var result = Simulation.run(Simulation.Setup.random(seed + i), false);
            faults += result.injected().size();
            if (!result.violations().none() && bad++ < 10) {
                System.out.println("SIM seed " + (seed + i) + " " + result.violations());
            }
        }
        var seconds = (cpu.getCurrentThreadCpuTime() - begin) / 1e9;
        System.out.printf("SIM %d runs, %d faults, %d bad, %.1f runs per second of CPU%n", runs, faults, bad,
                runs / seconds);
    }
}
