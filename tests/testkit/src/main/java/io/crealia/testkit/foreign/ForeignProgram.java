package io.crealia.testkit.foreign;

import io.crealia.testkit.foreign.ForeignServers.Absent;
import io.crealia.testkit.foreign.ForeignServers.Found;
import io.crealia.testkit.foreign.ForeignServers.Running;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A server that is a program on the PATH, on a free port of 127.0.0.1, ended by its process. */
final class ForeignProgram {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOOK_MS = 100;
    private static final String LOCAL = "127.0.0.1";

    private ForeignProgram() {}

    static Found moto(String path) {
        return start(path, ForeignServer.MOTO, "http",
                port -> List.of("-H", LOCAL, "-p", Integer.toString(port)));
    }

    static Found redis(String path) {
        return start(path, ForeignServer.REDIS, "redis", port -> List.of("--bind", LOCAL, "--port",
                Integer.toString(port), "--save", "", "--appendonly", "no"));
    }

    private static Found start(String path, ForeignServer server, String scheme,
            Function<Integer, List<String>> arguments) {
        var program = find(path, server.program());
        if (program.isEmpty()) {
            return new Absent("not installed: no " + server.program() + " on the PATH");
        }
        try {
            var port = freePort();
            var log = Files.createTempFile(server.program(), ".log");
            log.toFile().deleteOnExit();
            var command = new ArrayList<>(List.of(program.get().toString()));
            command.addAll(arguments.apply(port));
            var process = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            // A script may have started the server as a child of its own.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }));
            return answers(process, port)
                    ? new Running(URI.create(scheme + "://" + LOCAL + ":" + port))
                    : new Absent("does not start: " + lastLine(log));
        } catch (IOException e) {
            return new Absent("does not start: " + e.getMessage());
        }
    }

    static Optional<Path> find(String path, String program) {
        return Arrays.stream(Optional.ofNullable(path).orElse("").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank()).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst();
    }

    private static boolean answers(Process process, int port) {
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(LOCAL, port), LOOK_MS);
                return true;
            } catch (IOException e) {
                if (ended(process)) {
                    return false;
                }
            }
        }
        process.destroyForcibly();
        return false;
    }

    /** Waits a moment, too. */
    private static boolean ended(Process process) {
        try {
            return process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readString(log).lines().filter(line -> !line.isBlank()).reduce((_, last) -> last)
                .orElse("it says nothing");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
