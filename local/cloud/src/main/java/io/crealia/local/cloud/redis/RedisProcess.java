package io.crealia.local.cloud.redis;

import io.crealia.local.cloud.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.embedded.RedisExecProvider;

/** One redis-server child process with an append-only file. */
final class RedisProcess implements Running {

    static final String PID_FILE = "redis.pid";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Path pidFile;
    private final Thread endWithUs;

    private RedisProcess(Process process, Path pidFile) {
        this.process = process;
        this.pidFile = pidFile;
        this.endWithUs = new Thread(process::destroy, "redis-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static RedisProcess start(Path directory, int port) throws IOException, RedisUnavailableException {
        Path binary = RedisBinary.unpack(directory);
        Path pidFile = directory.resolve(PID_FILE);
        endLeftOver(pidFile, binary);
        Path output = directory.resolve("redis.log");
        var builder = new ProcessBuilder(List.of(binary.toString(), "--bind", "127.0.0.1", "--port",
                Integer.toString(port), "--dir", directory.toString(), "--appendonly", "yes", "--appendfsync",
                "everysec", "--save", "", "--daemonize", "no", "--loglevel", "notice"));
        builder.redirectErrorStream(true);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new RedisUnavailableException(e.getMessage(), e);
        }
        Files.writeString(pidFile, Long.toString(process.pid()));
        var redis = new RedisProcess(process, pidFile);
        var ready = new CompletableFuture<Void>();
        Thread.ofPlatform().daemon().name("redis-output").start(new RedisOutput(process, output, ready));
        redis.await(ready);
        return redis;
    }

    private void await(CompletableFuture<Void> ready) throws RedisUnavailableException {
        try {
            ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            close();
            throw new RedisUnavailableException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            close();
            throw new RedisUnavailableException("redis-server was not ready after " + PATIENCE, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException("interrupted while redis-server started", e);
        }
    }

    /** A killed JVM leaves its Redis running. Only a process that runs our own unpacked binary is ended. */
    static void endLeftOver(Path pidFile, Path binary) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).strip();
        if (pid.matches("\\d{1,10}")) {
            ProcessHandle.of(Long.parseLong(pid)).filter(handle -> runs(handle, binary)).ifPresent(RedisProcess::end);
        }
        Files.delete(pidFile);
    }

    private static boolean runs(ProcessHandle handle, Path binary) {
        return handle.info().command().map(Path::of).filter(command -> same(command, binary)).isPresent();
    }

    private static boolean same(Path command, Path binary) {
        try {
            return Files.isSameFile(command, binary);
        } catch (IOException _) {
            return false;
        }
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        }
    }

    @Override
    public String description() {
        return "Redis " + RedisExecProvider.redisVersion + ", process " + process.pid() + ", append-only file";
    }

    @Override
    public void close() {
        end(process.toHandle());
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException _) {
            // The JVM is already going down, and the hook with it.
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException _) {
            // A stale pid file is harmless: the next start checks whose pid it is.
        }
    }
}
