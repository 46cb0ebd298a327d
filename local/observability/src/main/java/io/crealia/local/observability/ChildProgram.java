package io.crealia.local.observability;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One server of somebody else's, as a child process that ends with this JVM. */
final class ChildProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LOOK_MILLIS = 50;
    private static final int ANSWER_MILLIS = 2000;

    private final String name;
    private final Process process;
    private final URI address;
    private final Path log;
    private final Path pidFile;
    private final Thread endWithUs;

    private ChildProgram(String name, Process process, URI address, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.address = address;
        this.log = log;
        this.pidFile = pidFile;
        this.endWithUs = new Thread(process::destroy, name + "-end");
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /**
     * Starts it and returns at once. What a killed JVM left running on the same folder is ended first.
     *
     * @param home its log {@code <name>.log} and {@code <name>.pid} are there; the arguments name it too
     */
    static ChildProgram start(String name, Path program, Path home, int port, List<String> arguments)
            throws IOException {
        Files.createDirectories(home);
        var pidFile = home.resolve(name + ".pid");
        endLeftOver(pidFile, program, home);
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        command.add("--web.listen-address=127.0.0.1:" + port);
        var log = home.resolve(name + ".log");
        var process = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        Files.writeString(pidFile, Long.toString(process.pid()));
        return new ChildProgram(name, process, URI.create("http://127.0.0.1:" + port), log, pidFile);
    }

    /** @throws IOException if it ends or does not answer within 30 s; the message has what it said last */
    void awaitReady() throws IOException {
        var end = Instant.now().plus(PATIENCE);
        try {
            while (Instant.now().isBefore(end)) {
                if (ready()) {
                    return;
                }
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException(name + " ended: " + lastWords());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " started", e);
        }
        throw new IOException(name + " was not ready after " + PATIENCE.toSeconds() + " s: " + lastWords());
    }

    private boolean ready() {
        try {
            var connection = (HttpURLConnection) address.resolve("/-/ready").toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }

    private String lastWords() {
        try {
            return Files.readAllLines(log).stream().filter(line -> !line.isBlank()).reduce((_, last) -> last)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Only a process that runs this program on this folder is ended: its pid may be another's by now. */
    static void endLeftOver(Path pidFile, Path program, Path home) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Files.readString(pidFile).strip();
        if (pid.matches("\\d{1,10}")) {
            ProcessHandle.of(Long.parseLong(pid)).filter(handle -> runs(handle, program, home))
                    .ifPresent(ChildProgram::end);
        }
        Files.delete(pidFile);
    }

    private static boolean runs(ProcessHandle handle, Path program, Path home) {
        var info = handle.info();
        var same = info.command().map(Path::of).filter(command -> same(command, program)).isPresent();
        return same && info.arguments()
                .map(arguments -> Arrays.stream(arguments).anyMatch(argument -> argument.contains(home.toString())))
                .orElse(false);
    }

    private static boolean same(Path command, Path program) {
        try {
            return Files.isSameFile(command, program);
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
