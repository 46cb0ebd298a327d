package io.crealia.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Server and generator on processors of their own, so that a generator that sends five times as much takes nothing from what
 * is measured. By {@code taskset} of util-linux; both are lists of numbers as it takes them.
 */
record Processors(String all, String server, String generator) {
    private static final String TASKSET = "taskset";
    private static final long SECONDS = 10;

    /** The lower half of {@code count} processors for the server, the others for the generator; empty if there is one only. */
    static Optional<Processors> halves(int count) {
        return count < 2
                ? Optional.empty()
                : Optional.of(new Processors(list(0, count - 1), list(0, count / 2 - 1), list(count / 2, count - 1)));
    }

    /** Empty where there is no {@code taskset}, or where this process may not have all processors. */
    static Optional<Processors> ofThisMachine() {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, TASKSET)))) {
            return Optional.empty();
        }
        return halves(Runtime.getRuntime().availableProcessors()).filter(each -> place(each.all()));
    }

    /** Puts this process with all of its threads on the server's processors. */
    void take() {
        if (!place(server)) {
            throw new IllegalStateException(TASKSET + " could not place this process on processors " + server);
        }
    }

    void giveBack() {
        place(all);
    }

    List<String> generatorCommand() {
        return List.of(TASKSET, "-c", generator);
    }

    private static boolean place(String processors) {
        try {
            var process = new ProcessBuilder(TASKSET, "-a", "-c", "-p", processors,
                    Long.toString(ProcessHandle.current().pid())).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String list(int first, int last) {
        return first == last ? "" + first : first + "-" + last;
    }
}
