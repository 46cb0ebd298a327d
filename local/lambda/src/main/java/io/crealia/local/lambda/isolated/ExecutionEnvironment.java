package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.FunctionErrorException;
import io.crealia.local.lambda.InitException;
import io.crealia.local.lambda.InvocationContext;
import io.crealia.local.lambda.LowPriority;
import io.crealia.local.lambda.isolated.RuntimeApi.FunctionFailure;
import io.crealia.local.lambda.isolated.RuntimeApi.Invocation;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of one function. It runs one invocation at a time and is frozen (SIGSTOP) between them, as in Lambda.
 * Under SnapStart it is frozen after its checkpoint hooks, and its first invocation restores it.
 */
final class ExecutionEnvironment implements AutoCloseable {

    /**
     * Lambda's own limits: 10 s to initialise, after which it tries again within the function's timeout; 10 s for the
     * restore hooks.
     */
    private static final Duration READY_LIMIT = Duration.ofSeconds(10);
    /** Initialisation before a snapshot may take 130 s, or the function's timeout if that is longer. */
    private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(130);
    private static final int KEPT_LINES = 20;
    private static final int DUMP_LINES = 400;
    /** A dump of all threads takes less. */
    private static final long DUMP_MS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);
    private static final String EXIT_ERROR = "Runtime.ExitError";

    private final FunctionDefinition definition;
    private final boolean snapStart;
    private final Consumer<String> output;
    private final Consumer<InvocationReport> reports;
    private final RuntimeApi api;
    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    /** Guarded by {@link #lastLines}. */
    private int keptLines = KEPT_LINES;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private volatile String killedFor = "";
    private final long startedNanos = System.nanoTime();
    private Optional<Duration> init = Optional.empty();
    private Optional<Duration> restore = Optional.empty();
    private Optional<Duration> cpuAtRestore = Optional.empty();
    private boolean restored;

    private ExecutionEnvironment(EnvironmentSpec function, Consumer<String> output,
            Consumer<InvocationReport> reports) throws IOException {
        this.definition = function.definition();
        this.snapStart = function.snapStart();
        this.output = output;
        this.reports = reports;
        var authorization = UUID.randomUUID().toString();
        api = new RuntimeApi(authorization, function.credentials(), new Runtime());
        var command = RuntimeClient.command(function.code().taskRoot().resolveSibling("runtime"),
                definition.memoryMb(), snapStart, function.jvmOptions(),
                definition.handlerClass());
        var builder = new ProcessBuilder(command).directory(function.code().taskRoot().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(function, authorization));
        process = LowPriority.function(() -> started(builder));
        // Not virtual: one that reads a pipe holds its carrier, and there are as many pipes as environments.
        Thread.ofPlatform().daemon().name("output-" + definition.id()).start(this::readOutput);
        process.onExit().thenAccept(this::exited);
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a process and returns when its function is initialised; under SnapStart, when its snapshot is taken.
     *
     * @throws InitException with what the runtime or its last lines said
     */
    static ExecutionEnvironment start(EnvironmentSpec function, Consumer<String> output,
            Consumer<InvocationReport> reports) throws InitException, InterruptedException {
        ExecutionEnvironment environment;
        try {
            environment = new ExecutionEnvironment(function, output, reports);
        } catch (IOException | UncheckedIOException e) {
            throw new InitException("Function " + function.definition().id() + ": its process cannot be started", e);
        }
        try {
            var limit = environment.snapStart
                    ? SNAPSHOT_LIMIT
                    : READY_LIMIT.plus(function.definition().timeout());
            environment.await(environment.ready, limit, "initialise");
            environment.init = Optional.of(since(environment.startedNanos));
            environment.freeze();
            environment.idle.complete(null);
            return environment;
        } catch (InitException | InterruptedException | RuntimeException e) {
            environment.close();
            throw e;
        }
    }

    /** What Lambda gives a function, and nothing of this machine's own environment. */
    private Map<String, String> environment(EnvironmentSpec function, String authorization) {
        var variables = new TreeMap<>(function.variables());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", definition.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(definition.memoryMb()));
        variables.put("_HANDLER", definition.handlerClass());
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + definition.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "isolated");
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("LAMBDA_TASK_ROOT", function.code().taskRoot().toString());
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        if (snapStart) {
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            // A snapshot must not hold credentials: they come from an endpoint after the restore.
            variables.keySet().removeAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN"));
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://" + api.address() + RuntimeApi.CREDENTIALS_PATH);
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", authorization);
        }
        return variables;
    }

    /**
     * One invocation, up to its answer. An interrupt kills the process, as Lambda does at a timeout.
     *
     * @throws FunctionErrorException if the function threw, exited, or was killed for its memory
     * @throws InitException if its restore hooks fail
     */
    byte[] invoke(byte[] event, InvocationContext invocation)
            throws FunctionErrorException, InitException, InterruptedException {
        answer = new CompletableFuture<>();
        idle = new CompletableFuture<>();
        if (!process.isAlive()) {
            exited(process);
        }
        try {
            resume();
            var started = System.nanoTime();
            api.offer(new Invocation(invocation.getAwsRequestId(), event, invocation.getInvokedFunctionArn(),
                    System.currentTimeMillis() + invocation.getRemainingTimeInMillis()));
            var payload = answer.get();
            report(invocation, since(started));
            return payload;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionErrorException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            if (invocation.getRemainingTimeInMillis() > 0) {
                kill("the local edition is stopping");
                throw e;
            }
            dumpThreads();
            kill("its time was over");
            LOG.warn("Function {}, request {}: its time was over{}", definition.id(), invocation.getAwsRequestId(),
                    said());
            throw e;
        }
    }

    private void report(InvocationContext invocation, Duration duration) {
        var usage = usage();
        reports.accept(new InvocationReport(definition.id(), invocation.getAwsRequestId(), process.pid(),
                duration, init, restore,
                usage.cpu(), cpuAtRestore.map(usage.cpu()::minus), definition.memoryMb(), usage.peakBytes()));
        init = Optional.empty();
        restore = Optional.empty();
        cpuAtRestore = Optional.empty();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void resume() throws InitException, InterruptedException {
        var restores = snapStart && !restored;
        if (restores) {
            cpuAtRestore = Optional.of(usage().cpu());
        }
        var started = System.nanoTime();
        Signals.resume(process.pid());
        if (restores) {
            restored = true;
            api.restore();
            await(idle, READY_LIMIT, "restore");
            restore = Optional.of(since(started));
            idle = new CompletableFuture<>();
        }
    }

    private void await(CompletableFuture<Void> future, Duration limit, String what)
            throws InitException, InterruptedException {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new InitException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            dumpThreads();
            kill("it did not " + what + " in time");
            throw new InitException("Function " + definition.id() + " did not " + what + " within "
                    + limit.toSeconds() + " s" + said(), e);
        }
    }

    /** Completes when the process waits for its next event, frozen; exceptionally when it has ended. */
    CompletableFuture<Void> frozen() {
        return idle.thenRun(this::freeze);
    }

    private void freeze() {
        Signals.stop(process.pid());
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    ProcessUsage usage() {
        return ProcessUsage.of(process.toHandle());
    }

    /** Kills a process that holds more memory than its function may, as Lambda's sandbox does. */
    void enforceMemory() {
        var limit = (long) definition.memoryMb() << 20;
        if (process.isAlive() && ProcessUsage.of(process.toHandle()).residentBytes() > limit) {
            kill("it used more than its " + definition.memoryMb() + " MB of memory");
        }
    }

    /** Lets its JVM say where it hangs, among its last lines. */
    private void dumpThreads() {
        synchronized (lastLines) {
            keptLines = DUMP_LINES;
        }
        Signals.dumpThreads(process.pid());
        try {
            process.waitFor(DUMP_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // It is killed next in any case.
            Thread.currentThread().interrupt();
        }
    }

    private void kill(String reason) {
        killedFor = reason;
        process.destroyForcibly();
    }

    private void exited(Process ended) {
        var how = killedFor.isEmpty()
                ? "Runtime exited with code " + ended.exitValue()
                : "Runtime was killed: " + killedFor;
        var failure = new FunctionErrorException(EXIT_ERROR, "Function " + definition.id() + ": " + how + said());
        ready.completeExceptionally(failure);
        answer.completeExceptionally(failure);
        idle.completeExceptionally(failure);
    }

    private void readOutput() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                output.accept(line);
            }
        } catch (IOException e) {
            keep("(its output ended: " + e.getMessage() + ")");
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == keptLines) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }

    private String said() {
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "" : "; its last lines were:\n" + String.join("\n", lastLines);
        }
    }

    @Override
    public void close() {
        kill("the local edition is done with it");
        api.close();
    }

    private final class Runtime implements RuntimeApi.Listener {

        @Override
        public void checkpointed() {
            ready.complete(null);
        }

        @Override
        public void waiting() {
            ready.complete(null);
            idle.complete(null);
        }

        @Override
        public void answered(String requestId, byte[] payload) {
            answer.complete(payload);
        }

        @Override
        public void failed(String requestId, FunctionFailure failure) {
            answer.completeExceptionally(new FunctionErrorException(failure.errorType(), failure.message()));
        }

        @Override
        public void notReady(FunctionFailure failure) {
            var error = new FunctionErrorException(failure.errorType(),
                    "Function " + definition.id() + ": " + failure.errorType() + ": " + failure.message());
            ready.completeExceptionally(error);
            idle.completeExceptionally(error);
        }
    }
}
