package io.crealia.chaos.cloud;

import io.crealia.chaos.cloud.CrashPoints.Point;
import io.crealia.chaos.proxy.Action;
import io.crealia.chaos.proxy.Director;
import io.crealia.chaos.proxy.ProxyFault;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides which requests fail and at which one the application dies. Seeded: the same requests in the same order meet the same
 * faults. Threads do not come in the same order twice, so a run is like another of its seed and not the same.
 */
public final class Fate implements Director {
    private static final ProxyFault[] FAULTS = {ProxyFault.DROP_REPLY, ProxyFault.DROP_REPLY, ProxyFault.DELAY,
            ProxyFault.DELAY, ProxyFault.DELAY, ProxyFault.CUT, ProxyFault.CUT, ProxyFault.CUT_MIDDLE,
            ProxyFault.THROTTLE, ProxyFault.REFUSE};

    private static final String FINISHED = "sqs.DeleteMessageBatch";

    private final Random random;
    private final double rate;
    private final Map<String, Integer> injected = new TreeMap<>();
    private final AtomicReference<Armed> armed = new AtomicReference<>();
    private final LongAdder batches = new LongAdder();
    private volatile boolean faulty;

    private record Armed(Point point, Runnable kill, CountDownLatch done) {}

    /** @param rate of requests that meet a fault, 0 to 1 */
    public Fate(long seed, double rate) {
        this.random = new Random(seed);
        this.rate = rate;
    }

    /** How many batches of messages functions have finished, by the deletion that follows. */
    public long batches() {
        return batches.sum();
    }

    /** From now on requests fail, or no longer do. */
    public void faulty(boolean yes) {
        faulty = yes;
    }

    /**
     * Kills at the first request of this point.
     *
     * @return false if none came in time
     */
    public boolean killAt(Point point, Runnable kill, long millis) throws InterruptedException {
        var waiting = new Armed(point, kill, new CountDownLatch(1));
        armed.set(waiting);
        if (waiting.done().await(millis, TimeUnit.MILLISECONDS)) {
            return true;
        }
        // Who was taken is on the way to its kill.
        if (armed.compareAndSet(waiting, null)) {
            return false;
        }
        return waiting.done().await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public Action decide(String operation) {
        if (operation.equals(FINISHED)) {
            batches.increment();
        }
        var waiting = armed.get();
        if (waiting != null && waiting.point().operation().equals(operation) && armed.compareAndSet(waiting, null)) {
            return new Action.Crash(waiting.point().after(), () -> {
                waiting.kill().run();
                waiting.done().countDown();
            });
        }
        return faulty ? fault(operation) : Action.PASS;
    }

    private Action fault(String operation) {
        synchronized (injected) {
            if (random.nextDouble() >= rate) {
                return Action.PASS;
            }
            var fault = FAULTS[random.nextInt(FAULTS.length)];
            injected.merge(fault + " " + operation, 1, Integer::sum);
            return new Action.Inject(fault);
        }
    }

    /** How often each fault met each operation, as {@code fault operation}. */
    public Map<String, Integer> injected() {
        synchronized (injected) {
            return Map.copyOf(injected);
        }
    }
}
