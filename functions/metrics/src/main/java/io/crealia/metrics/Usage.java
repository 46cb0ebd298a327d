package io.crealia.metrics;

/**
 * Processor time while invocations run. Invocations that run at once share one span, so that no time is counted twice; a
 * Lambda environment is frozen between two invocations, and what passes then is nobody's.
 */
final class Usage {
    /** In the local edition the functions are one process. */
    static final Usage OF_PROCESS = new Usage();
    /** Linux counts processor time in steps of 10 ms, so a busy process need not ask more often. */
    static final long STEP_NANOS = 10_000_000;
    private static final Used NOTHING_NEW = new Used(0, 0);

    private int running;
    private long cpu;
    private long nanos;

    record Used(long cpuMicros, long availableMicros) {}

    synchronized void begin(Machine machine, long now) {
        if (running++ == 0) {
            cpu = machine.cpuMicros();
            nanos = now;
        }
    }

    /**
     * What was used since the last answer, or since the first of the running invocations began; nothing while others run
     * that will tell it soon.
     */
    synchronized Used end(Machine machine, long now) {
        running--;
        if (running > 0 && now - nanos < STEP_NANOS) {
            return NOTHING_NEW;
        }
        var used = machine.cpuMicros();
        var result = new Used(used - cpu, (now - nanos) / 1_000 * machine.cores());
        cpu = used;
        nanos = now;
        return result;
    }
}
