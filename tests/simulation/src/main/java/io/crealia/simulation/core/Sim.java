package io.crealia.simulation.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * One run: one thread, virtual time, and every call of a port through {@link #call}. Where a call takes long, what is due meanwhile is
 * done before it returns, on the same stack; so two environments do meet in the middle of what they do, always in the same way.
 */
public final class Sim {
    /** 2026-01-01T00:00:00Z plus an hour, in milliseconds; the ids of a run begin with it. */
    public static final long START = 1_767_229_200_000L;
    private static final int DEEPEST = 4;
    private static final int MOST_CALLS = 15_000;

    private final Chance chance;
    private final FaultPlan plan;
    private final Trace trace;
    private final Plant plant;
    private final long healAt;
    private final PriorityQueue<Task> agenda = new PriorityQueue<>();
    private final Deque<Env> running = new ArrayDeque<>();
    private final Map<Op, int[]> calls = new EnumMap<>(Op.class);
    private final List<Injection> injected = new ArrayList<>();
    private final Map<String, Integer> counters = new java.util.HashMap<>();
    private long now = START;
    private long sequence;
    private int depth;
    private int total;
    private boolean endless;

    private record Task(long at, long sequence, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** @param healAfterMillis when faults end; later than any run for one that is not healed */
    public Sim(long seed, FaultPlan plan, long healAfterMillis, Plant plant, Trace trace) {
        this.plant = plant;
        this.chance = new Chance(seed);
        this.plan = plan;
        this.healAt = START + healAfterMillis;
        this.trace = trace;
        for (var op : Op.values()) {
            calls.put(op, new int[1]);
        }
    }

    public long now() {
        return now;
    }

    public Chance chance() {
        return chance;
    }

    /** Whether this bug is planted in this run. */
    public boolean planted(Plant one) {
        return plant == one;
    }

    public Trace trace() {
        return trace;
    }

    public boolean healed() {
        return now >= healAt;
    }

    public long healAt() {
        return healAt;
    }

    public List<Injection> injected() {
        return injected;
    }

    /** The next number under a name, from 0. */
    public int next(String name) {
        return counters.merge(name, 1, Integer::sum) - 1;
    }

    public Env newEnvironment(String function, long timeoutMillis) {
        return new Env(this, function, timeoutMillis);
    }

    /** The environment whose code runs now, or null where it is the cloud's or a client's. */
    public Env current() {
        return running.peek();
    }

    /** @throws Crash if the environment dies on the way */
    public void within(Env env, Runnable work) {
        env.begin();
        running.push(env);
        try {
            work.run();
        } finally {
            running.pop();
        }
    }

    public void at(long when, Runnable work) {
        agenda.add(new Task(Math.max(when, now), sequence++, work));
    }

    public void after(long millis, Runnable work) {
        at(now + millis, work);
    }

    public boolean idle() {
        return agenda.isEmpty();
    }

    /** When the next thing is due; only where there is one. */
    public long nextAt() {
        return agenda.element().at();
    }

    /** Does what is due until then, and lets it be then. */
    public void runUntil(long until) {
        if (depth < DEEPEST) {
            depth++;
            try {
                while (!agenda.isEmpty() && agenda.element().at() <= until) {
                    var task = agenda.remove();
                    now = Math.max(now, task.at());
                    // Whoever waits is not the one who runs meanwhile.
                    var waiting = new ArrayDeque<>(running);
                    running.clear();
                    try {
                        task.work().run();
                    } finally {
                        running.clear();
                        running.addAll(waiting);
                    }
                }
            } finally {
                depth--;
            }
        }
        now = Math.max(now, until);
    }

    /** What a port does, and how it fails. */
    public interface Port<T> {
        T real();

        /** The answer of {@code agoMillis} ago; only for operations that can have {@link Fault#STALE_READ}. */
        default T stale(long agoMillis) {
            throw new IllegalStateException("not a read");
        }

        /** As {@link #real}, but takes effect so much later; only for operations that can have {@link Fault#REORDER}. */
        default T reordered(long laterMillis) {
            throw new IllegalStateException("cannot be overtaken");
        }

        RuntimeException failure(boolean throttled);
    }

    /** A call of an environment's, with whatever fault the plan has for it. */
    public <T> T call(Op op, String subject, Port<T> port) {
        var env = running.peek();
        if (env != null && env.dead()) {
            throw env.die();
        }
        if (env != null && env.overtime()) {
            throw env.die();
        }
        var number = calls.get(op)[0]++;
        endless |= ++total > MOST_CALLS;
        now++;
        var fault = env == null ? null : draw(op, number);
        trace.add(now, op.name(), subject, fault == null ? -1 : fault.ordinal());
        if (fault == null) {
            return port.real();
        }
        return switch (fault) {
            case FAIL_BEFORE -> throw port.failure(false);
            case THROTTLE -> throw port.failure(true);
            case FAIL_AFTER -> {
                attempt(port::real);
                throw port.failure(false);
            }
            case DELAY -> around(op, number, 50, 2_000, port::real);
            case PAUSE -> around(op, number, 62_000, 290_000, port::real);
            case DUPLICATE -> {
                attempt(port::real);
                for (int copy = 2; copy < plan.copies() && op.can(Fault.REORDER); copy++) {
                    var later = chance.between("copy of " + op, number * 100L + copy, 0, 120_000);
                    attempt(() -> port.reordered(later));
                }
                yield port.real();
            }
            case STALE_READ -> port.stale(chance.between("stale " + op, number, 500, 5_000));
            case CRASH -> {
                if (chance.test("crash after " + op, number, 0.5)) {
                    attempt(port::real);
                }
                throw env.die();
            }
            case CLOCK_JUMP -> {
                env.jump(chance.between("jump " + op, number, -20_000, 20_000));
                yield port.real();
            }
            case REORDER -> port.reordered(chance.between("reorder " + op, number, 1_000, 120_000));
        };
    }

    // What the first of two calls answers is nobody's to see.
    private static void attempt(Supplier<?> work) {
        try {
            work.get();
        } catch (RuntimeException _) {
            // The effect was refused, and with it there is nothing that could be lost or doubled.
        }
    }

    private <T> T around(Op op, int number, long least, long most, Supplier<T> work) {
        var wait = chance.between("wait " + op, number, least, most);
        if (chance.test("wait before " + op, number, 0.5)) {
            runUntil(now + wait);
            return work.get();
        }
        T result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            runUntil(now + wait);
            throw e;
        }
        runUntil(now + wait);
        return result;
    }

    /** For what is no call of an environment's: counts it, and gives the fault that it has. */
    public Fault fault(Op op, String subject) {
        var number = calls.get(op)[0]++;
        var fault = draw(op, number);
        trace.add(now, op.name(), subject, fault == null ? -1 : fault.ordinal());
        return fault;
    }

    /**
     * Tells an event as often as its fault has it, or not at all.
     *
     * @param tell takes how many milliseconds later it is told
     * @param longest that a late one may take, in milliseconds
     */
    public void event(Op op, String subject, long longest, LongConsumer tell) {
        var fault = fault(op, subject);
        if (fault == Fault.FAIL_BEFORE) {
            return;
        }
        tell.accept(fault == Fault.DELAY || fault == Fault.REORDER ? late(op, longest) : 0);
        for (int copy = 1; fault == Fault.DUPLICATE && copy < plan.copies(); copy++) {
            tell.accept(late(op, longest));
        }
    }

    private long late(Op op, long longest) {
        return chance.between("late " + op, next("late " + op), 1_000, longest);
    }

    private Fault draw(Op op, int number) {
        if (healed()) {
            return null;
        }
        var fault = plan.at(op, number);
        if (fault == null || !op.can(fault)) {
            return null;
        }
        injected.add(new Injection(op, number, fault));
        return fault;
    }

    /** Whether the run has made more calls than any that ends would make. */
    public boolean endless() {
        return endless;
    }

    /** How often each operation was called. */
    public Map<Op, Integer> calls() {
        Function<Op, Integer> count = op -> calls.get(op)[0];
        var counts = new EnumMap<Op, Integer>(Op.class);
        for (var op : Op.values()) {
            counts.put(op, count.apply(op));
        }
        return counts;
    }
}
