package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.InitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The execution environments of all functions. An invocation takes an idle one of its function, else starts one; when
 * there are too many, the one that has been idle longest ends, or the invocation waits. Thread-safe.
 */
public final class Fleet implements AutoCloseable {

    /** How often memory is looked at; Lambda's kernel does it at every allocation. */
    private static final long MEMORY_CHECK_MS = 50;

    /** A runtime asks for its next event right after its answer. */
    private static final long NEXT_WAIT_MS = 100;

    private record Idle(String function, ExecutionEnvironment environment) {}

    private final IsolatedSettings settings;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("memory-watch").factory());
    /** Longest idle first. */
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> busy = new HashSet<>();
    private int starting;
    private boolean closed;

    public Fleet(IsolatedSettings settings) {
        this.settings = settings;
        watch.scheduleWithFixedDelay(this::enforceMemory, MEMORY_CHECK_MS, MEMORY_CHECK_MS, TimeUnit.MILLISECONDS);
    }

    IsolatedSettings settings() {
        return settings;
    }

    public DeploymentPackage unpack(Path zip) throws IOException {
        return DeploymentPackage.unpack(zip, settings.cache());
    }

    /** @throws InitException also when the fleet is closed */
    ExecutionEnvironment take(EnvironmentSpec function) throws InitException, InterruptedException {
        var found = idleOrPermit(function.definition().id());
        return found == null ? start(function) : found;
    }

    /** Null when a new one may be started. */
    private synchronized ExecutionEnvironment idleOrPermit(String function)
            throws InitException, InterruptedException {
        while (true) {
            if (closed) {
                throw new InitException("Function " + function + ": the local edition is stopping", null);
            }
            var found = idleOf(function);
            if (found != null) {
                busy.add(found);
                return found;
            }
            if (idle.size() + busy.size() + starting < settings.environments()) {
                starting++;
                return null;
            }
            if (idle.isEmpty()) {
                wait();
            } else {
                idle.removeFirst().environment().close();
            }
        }
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
            started(started);
        }
    }

    private synchronized void started(ExecutionEnvironment environment) {
        starting--;
        if (environment != null) {
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
        if (usable && !closed) {
            idle.addLast(new Idle(function, environment));
        } else {
            environment.close();
        }
        notifyAll();
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
        closed = true;
        watch.shutdownNow();
        idle.forEach(each -> each.environment().close());
        idle.clear();
        busy.forEach(ExecutionEnvironment::close);
        notifyAll();
    }
}
