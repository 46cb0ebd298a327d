package io.crealia.local.lambda.api;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How many requests one function works on at once; the others wait, and whoever came first is next. On Lambda each would
 * have an environment of its own. Here they share processor, locks and connections, none of which is given in order: a
 * thousand at once took some of them twenty seconds while most took a tenth of one. Thread-safe; nobody waits on a thread.
 */
final class Turns {

    /** More of them would only share the processors. */
    static final int READS = 16;
    /**
     * A write waits for the disk most of its time, and all who wait share one commit. With the reads, as many as a function's
     * MongoDB pool has connections.
     */
    static final int WRITES = 32;

    private final Map<Kind, Line> lines = new ConcurrentHashMap<>();
    private final int reads;
    private final int writes;
    private final Executor threads;

    private record Kind(String function, boolean reading) {}

    /** @param reads and {@code writes} of a function at once */
    Turns(int reads, int writes, Executor threads) {
        this.reads = reads;
        this.writes = writes;
        this.threads = threads;
    }

    /**
     * Does {@code work} when its turn comes, at once if there is room. The turn ends with the work, or before with
     * {@link Turn#end}.
     */
    void take(String function, boolean reading, Consumer<? super Turn> work) {
        lines.computeIfAbsent(new Kind(function, reading), _ -> new Line(reading ? reads : writes)).take(work);
    }

    /** A turn, while its work is done. */
    final class Turn {
        private final Line line;
        private final AtomicBoolean over = new AtomicBoolean();

        private Turn(Line line) {
            this.line = line;
        }

        /** The next one may begin although this work goes on. */
        void end() {
            if (over.compareAndSet(false, true)) {
                var next = line.next();
                if (next != null) {
                    threads.execute(() -> line.work(next));
                }
            }
        }
    }

    private final class Line {
        private final Queue<Consumer<? super Turn>> waiting = new ArrayDeque<>();
        private final int most;
        private int taken;

        Line(int most) {
            this.most = most;
        }

        void take(Consumer<? super Turn> work) {
            synchronized (this) {
                if (taken == most) {
                    waiting.add(work);
                    return;
                }
                taken++;
            }
            threads.execute(() -> work(work));
        }

        /** One after the other on the same thread, as long as somebody waits: a change of threads costs more than a turn. */
        void work(Consumer<? super Turn> first) {
            Consumer<? super Turn> now = first;
            while (now != null) {
                var turn = new Turn(this);
                try {
                    now.accept(turn);
                } catch (RuntimeException | Error e) {
                    turn.end();
                    throw e;
                }
                now = turn.over.compareAndSet(false, true) ? next() : null;
            }
        }

        /** Who is next; null if nobody waits, and then there is one more free turn. */
        synchronized Consumer<? super Turn> next() {
            var next = waiting.poll();
            if (next == null) {
                taken--;
            }
            return next;
        }
    }
}
