package io.crealia.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

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

    private final AtomicInteger running = new AtomicInteger();
    /** Held while the machine is asked, which takes long enough that nobody should queue for it. */
    private final ReentrantLock asking = new ReentrantLock();
    /** Whether nobody runs, so that what passes is nobody's; guarded by {@code asking}. */
    private boolean paused = true;
    private long cpu;
    private volatile long nanos;

    record Used(long cpuMicros, long availableMicros) {}

    void begin(Machine machine, long now) {
        if (running.getAndIncrement() > 0) {
            return;
        }
        asking.lock();
        try {
            // Not where the last of the former has yet to tell what it used: it will tell of this one's beginning too.
            if (paused) {
                paused = false;
                cpu = machine.cpuMicros();
                nanos = now;
            }
        } finally {
            asking.unlock();
        }
    }

    /**
     * What was used since the last answer, or since the first of the running invocations began; nothing while others run
     * that will tell it soon.
     */
    Used end(Machine machine, long now) {
        if (running.decrementAndGet() == 0) {
            asking.lock();
        } else if (now - nanos < STEP_NANOS || !asking.tryLock()) {
            return NOTHING_NEW;
        }
        try {
            return paused ? NOTHING_NEW : told(machine, now);
        } finally {
            asking.unlock();
        }
    }

    private Used told(Machine machine, long now) {
        var used = machine.cpuMicros();
        var result = new Used(used - cpu, Math.max(0, now - nanos) / 1_000 * machine.cores());
        cpu = used;
        nanos = Math.max(now, nanos);
        paused = running.get() == 0;
        return result;
    }
}
