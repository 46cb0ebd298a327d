package io.crealia.local.lambda;

import io.crealia.local.lambda.InvocationListener.Invocation;
import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.InvocationResult.Failed;
import io.crealia.local.lambda.InvocationResult.InitFailed;
import io.crealia.local.lambda.InvocationResult.TimedOut;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lambda's invoke operation for functions in this JVM. Thread-safe. */
public final class LocalLambda implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLambda.class);

    /** Of a function; what comes from a queue waits for a free environment as long as that. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Map<String, FunctionHost> functions = new LinkedHashMap<>();
    private final List<InvocationListener> listeners;
    private final InstantSource clock;
    private final ExecutorService requests;
    private final ExecutorService background;
    private final ScheduledExecutorService deadlines;

    public LocalLambda(Collection<? extends FunctionHost> functions, List<InvocationListener> listeners,
            InstantSource clock) {
        functions.forEach(function -> this.functions.put(function.definition().id(), function));
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        // Not virtual: ciphers, random generators and buffers are kept per thread, and image work would hold all carriers.
        this.requests = threads("invoke-");
        this.background = threads("background-");
        var timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.deadlines = timer;
    }

    private static ExecutorService threads(String name) {
        return Executors.newCachedThreadPool(
                LowPriority.functions(Thread.ofPlatform().daemon().name(name, 0).factory()));
    }

    /**
     * Constructs the handler now instead of at the first invocation.
     *
     * @return empty, or what went wrong
     * @throws IllegalArgumentException when there is no function {@code id}
     */
    public Optional<String> initialise(String id) {
        try (var _ = function(id).lease(LONGEST)) {
            return Optional.empty();
        } catch (InitException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Waits as long as the function may run: for queues, schedules and people. */
    public InvocationResult invoke(String id, byte[] event) {
        return invoke(function(id), event);
    }

    /**
     * For requests, which are short and many: on the calling thread, which is the function's until it ends, even if that is
     * after its time.
     *
     * @param patience the longest wait for a free environment
     * @param then hears the result, once, when the function ends or its time does
     */
    public void request(String id, byte[] event, Duration patience, Consumer<? super InvocationResult> then) {
        var function = function(id);
        var started = new Start(function, RequestIds.next(), clock.instant(), System.nanoTime());
        FunctionHost.Lease environment;
        try {
            environment = function.lease(patience);
        } catch (InitException e) {
            then.accept(finished(started, new InitFailed(e.getMessage(), e.getCause())));
            return;
        } catch (InterruptedException e) {
            then.accept(finished(started, stopping(e)));
            return;
        }
        var timeout = function.definition().timeout();
        var told = new AtomicBoolean();
        var task = task(environment, event, new InvocationContext(function, started.requestId(), timeout));
        var deadline = deadlines.schedule(() -> {
            if (told.compareAndSet(false, true)) {
                task.cancel(true);
                then.accept(finished(started, new TimedOut(timeout)));
            }
        }, timeout.toNanos(), TimeUnit.NANOSECONDS);
        task.run();
        if (told.compareAndSet(false, true)) {
            deadline.cancel(false);
            then.accept(finished(started, await(task, timeout).orElseThrow()));
        } else {
            Thread.interrupted(); // It was meant for this invocation, not for the thread's next.
        }
    }

    /** Where requests run: kept threads that let the rest of this JVM go first. */
    public Executor threads() {
        return requests;
    }

    public FunctionDefinition definition(String id) {
        return function(id).definition();
    }

    private FunctionHost function(String id) {
        var function = functions.get(id);
        if (function == null) {
            throw new IllegalArgumentException("There is no function " + id + "; there are " + functions.keySet());
        }
        return function;
    }

    private InvocationResult invoke(FunctionHost function, byte[] event) {
        var started = new Start(function, RequestIds.next(), clock.instant(), System.nanoTime());
        FunctionHost.Lease environment;
        try {
            environment = function.lease(LONGEST);
        } catch (InitException e) {
            return finished(started, new InitFailed(e.getMessage(), e.getCause()));
        } catch (InterruptedException e) {
            return finished(started, stopping(e));
        }
        var timeout = function.definition().timeout();
        var task = task(environment, event, new InvocationContext(function, started.requestId(), timeout));
        background.execute(task);
        return finished(started, toTheEnd(task, timeout));
    }

    private static FutureTask<byte[]> task(FunctionHost.Lease environment, byte[] event, InvocationContext context) {
        return new FutureTask<>(() -> {
            try (environment) {
                return environment.handle(event, context);
            }
        });
    }

    private static InvocationResult toTheEnd(FutureTask<byte[]> task, Duration timeout) {
        return await(task, timeout).orElseGet(() -> {
            task.cancel(true);
            return new TimedOut(timeout);
        });
    }

    /** Empty when the task is not done in time. */
    private static Optional<InvocationResult> await(FutureTask<byte[]> task, Duration wait) {
        try {
            return Optional.of(new Answered(task.get(wait.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(failure(e.getCause()));
        } catch (InterruptedException e) {
            task.cancel(true);
            return Optional.of(stopping(e));
        }
    }

    private static Failed failure(Throwable cause) {
        var type = cause instanceof FunctionErrorException remote ? remote.errorType() : cause.getClass().getName();
        return new Failed(type, String.valueOf(cause.getMessage()), cause);
    }

    private static Failed stopping(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failed(e.getClass().getName(), "the local edition is stopping", e);
    }

    private InvocationResult finished(Start start, InvocationResult result) {
        var took = Duration.ofNanos(System.nanoTime() - start.nanos());
        var id = start.function().definition().id();
        switch (result) {
            case Failed(_, _, var cause) -> LOG.error("{} failed, request {}", id, start.requestId(), cause);
            case InitFailed(var message, var cause) -> LOG.error("{}", message, cause);
            case TimedOut _ -> LOG.error("{} {}, request {}", id, result.summary(), start.requestId());
            case Answered _ -> LOG.debug("{} answered, request {}", id, start.requestId());
        }
        if (!listeners.isEmpty()) {
            var invocation = new Invocation(id, start.requestId(), start.at(), took, result);
            listeners.forEach(listener -> listener.invoked(invocation));
        }
        return result;
    }

    private record Start(FunctionHost function, String requestId, Instant at, long nanos) {}

    /** Waits a moment for running invocations, then interrupts them. */
    @Override
    public void close() {
        requests.shutdown();
        background.shutdown();
        try {
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            requests.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            background.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        requests.shutdownNow();
        background.shutdownNow();
        deadlines.shutdownNow();
        functions.values().forEach(FunctionHost::close);
    }
}
