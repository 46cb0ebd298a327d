package io.crealia.local.lambda.api;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes answers from functions' threads to event loops. A loop is woken under a lock of its selector, and the loop that wakes
 * wants that lock at once: held by a thread of low priority, which had to give way to the very loop it woke, it kept loops
 * from work for 16 ms on average. Nothing is locked here by who has something to be taken.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Queue<Runnable> ways = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Courier(String name) {
        thread = Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    /** Soon, on the courier's thread, in the order of a caller's calls. */
    void take(Runnable way) {
        ways.add(way);
        LockSupport.unpark(thread);
    }

    private void work() {
        while (!closed) {
            for (var way = ways.poll(); way != null; way = ways.poll()) {
                go(way);
            }
            if (ways.isEmpty() && !closed) {
                LockSupport.park(this);
            }
        }
    }

    /** One that leads nowhere, for example to a loop that has ended, must not keep the others. */
    private static void go(Runnable way) {
        try {
            way.run();
        } catch (RuntimeException e) {
            LOG.debug("an answer does not arrive: {}", e.toString());
        }
    }

    /** What is still to be taken is not. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
