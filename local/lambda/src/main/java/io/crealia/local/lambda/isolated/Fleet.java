package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.InitException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The execution environments of all functions. An invocation takes an idle one of its function, else starts one; when
 * there are too many, the one that has been idle longest ends, or the invocation waits. Thread-safe.
 */
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    /** How often memory is looked at; Lambda's kernel does it at every allocation. */
    private static final long MEMORY_CHECK_MS = 50;

    /** A runtime asks for its next event right after its answer. */
    private static final long NEXT_WAIT_MS = 100;

    /** More at once would only slow each other. */
    static final int STARTS_AT_A_TIME = Math.max(1, Runtime.getRuntime().availableProcessors() / 2 + 1);

    /** Who wants an environment of a function; of one function there may be several. */
    private static final class Waiting {
        private final String function;
        private final long deadline;

        Waiting(String function, long deadline) {
            this.function = function;
            this.deadline = deadline;
        }

        boolean waitsShorterThan(Waiting other) {
            return deadline - other.deadline < 0;
        }
    }

    private record Idle(String function, ExecutionEnvironment environment) {}

    private final IsolatedSettings settings;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("memory-watch").factory());
    /** Longest idle first. */
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> busy = new HashSet<>();
    /** Environments that are busy or starting, by function. */
    private final Map<String, Integer> inUse = new HashMap<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::close);
    /** In the order of arrival. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int starting;
    private boolean closed;

    /** Ends what a killed edition of the same folder left behind, frozen. */
    public Fleet(IsolatedSettings settings) {
        this.settings = settings;
        RuntimeClient.endOrphans(settings.cache().resolve("runtime"));
        Runtime.getRuntime().addShutdownHook(atExit);
        watch.scheduleWithFixedDelay(this::enforceMemory, MEMORY_CHECK_MS, MEMORY_CHECK_MS, TimeUnit.MILLISECONDS);
    }

    IsolatedSettings settings() {
        return settings;
    }

    /** Deletes what was unpacked of other zips than these. */
    public void prune(Collection<DeploymentPackage> kept) throws IOException {
        DeploymentPackage.prune(settings.packages(), kept);
    }

    public DeploymentPackage unpack(Path zip) throws IOException {
        return DeploymentPackage.unpack(zip, settings.packages());
    }

    /**
     * @param patience the longest wait for a free environment
     * @throws InitException also when none is free in time, or the fleet is closed
     */
    ExecutionEnvironment take(EnvironmentSpec function, Duration patience)
            throws InitException, InterruptedException {
        var found = idleOrPermit(function.definition().id(), System.nanoTime() + patience.toNanos());
        return found == null ? start(function) : found;
    }

    /** Null when a new one may be started. */
    private synchronized ExecutionEnvironment idleOrPermit(String function, long deadline)
            throws InitException, InterruptedException {
        var turn = new Waiting(function, deadline);
        waiting.addLast(turn);
        try {
            return idleOrPermit(turn);
        } finally {
            waiting.remove(turn);
            notifyAll();
        }
    }

    private ExecutionEnvironment idleOrPermit(Waiting turn) throws InitException, InterruptedException {
        var function = turn.function;
        while (true) {
            if (closed) {
                throw new InitException("Function " + function + ": the local edition is stopping", null);
            }
            var found = idleOf(function);
            if (found != null) {
                busy.add(found);
                inUse.merge(function, 1, Integer::sum);
                return found;
            }
            if (isNext(turn) && mayStart(function)) {
                starting++;
                inUse.merge(function, 1, Integer::sum);
                return null;
            }
            var left = TimeUnit.NANOSECONDS.toMillis(turn.deadline - System.nanoTime());
            if (left <= 0) {
                throw new InitException("Function " + function + ": all its environments are busy", null);
            }
            wait(left);
        }
    }

    /**
     * Whoever waits the shortest is first, and of those who wait as long, whoever came first: a caller of the API does not
     * wait until all that his call has set off is started.
     */
    private boolean isNext(Waiting turn) {
        var came = true;
        for (var other : waiting) {
            if (other == turn) {
                came = false;
            } else if (!isFull(other.function)
                    && (other.waitsShorterThan(turn) || came && !turn.waitsShorterThan(other))) {
                return false;
            }
        }
        return true;
    }

    private boolean isFull(String function) {
        return inUse.getOrDefault(function, 0) >= settings.concurrency();
    }

    private boolean mayStart(String function) {
        if (isFull(function) || starting >= STARTS_AT_A_TIME) {
            return false;
        }
        if (idle.size() + busy.size() + starting >= settings.environments()) {
            if (idle.isEmpty()) {
                return false;
            }
            idle.removeFirst().environment().close();
        }
        return true;
    }

    private ExecutionEnvironment idleOf(String function) {
        // The youngest: the others may end.
        for (var each = idle.descendingIterator(); each.hasNext();) {
            var candidate = each.next();
            if (candidate.function().equals(function)) {
                each.remove();
                if (candidate.environment().alive()) {
                    return candidate.environment();
                }
                candidate.environment().close();
            }
        }
        return null;
    }

    private ExecutionEnvironment start(EnvironmentSpec function) throws InitException, InterruptedException {
        ExecutionEnvironment started = null;
        try {
            started = ExecutionEnvironment.start(function, settings.output(), settings.reports());
            return started;
        } finally {
            started(function.definition().id(), started);
        }
    }

    private synchronized void started(String function, ExecutionEnvironment environment) {
        starting--;
        if (environment == null) {
            inUse.merge(function, -1, Integer::sum);
        } else {
            busy.add(environment);
            if (closed) {
                environment.close();
            }
        }
        notifyAll();
    }

    /**
     * Takes an environment back when it is frozen, or forgets it when it has ended. Waits a moment for that, so that
     * whoever calls twice in a row meets the same environment.
     */
    void giveBack(String function, ExecutionEnvironment environment) {
        var back = environment.frozen().handle((_, ended) -> {
            returned(function, environment, ended == null);
            return ended == null;
        });
        back.completeOnTimeout(false, NEXT_WAIT_MS, TimeUnit.MILLISECONDS).join();
    }

    private synchronized void returned(String function, ExecutionEnvironment environment, boolean usable) {
        busy.remove(environment);
        inUse.merge(function, -1, Integer::sum);
        if (usable && !closed) {
            idle.addLast(new Idle(function, environment));
        } else {
            environment.close();
        }
        notifyAll();
    }

    synchronized int starting() {
        return starting;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Ends all environments of a function, so that its next invocations start new ones; those at work finish first. */
    public synchronized void retire(String function) {
        idle.removeIf(candidate -> {
            var own = candidate.function().equals(function);
            if (own) {
                candidate.environment().close();
            }
            return own;
        });
        notifyAll();
    }

    private void enforceMemory() {
        Set<ExecutionEnvironment> now;
        synchronized (this) {
            now = Set.copyOf(busy);
        }
        now.forEach(ExecutionEnvironment::enforceMemory);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        forgetHook();
        watch.shutdownNow();
        idle.forEach(each -> each.environment().close());
        idle.clear();
        busy.forEach(ExecutionEnvironment::close);
        notifyAll();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM is ending, so its hook stays", e);
        }
    }
}
