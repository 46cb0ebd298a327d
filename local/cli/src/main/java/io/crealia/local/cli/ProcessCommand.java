package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a file of the user's through the pipeline. */
@Command(name = "process", description = "Uploads a video or audio file and follows it until it is ready or refused.", mixinStandardHelpOptions = true)
final class ProcessCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Parameters(paramLabel = "FILE", description = "A video or audio file")
    private Path file;

    @Mixin
    private RunChoice choice;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "PT2H", description = "How long to follow it, as ISO 8601, for example PT10M. Default: ${DEFAULT-VALUE}")
    private Duration timeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(file);
        try (var session = Session.open(options.settings())) {
            return follow(session, file, choice, options.json(), timeout).ready() ? Exit.OK : Exit.NOT_READY;
        }
    }

    private static void check(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(file + ": expected a readable file");
        }
        if (Files.size(file) == 0) {
            throw new EmptyFileException(file);
        }
    }

    static Journey.Outcome follow(Session session, Path file, RunChoice choice, boolean json, Duration timeout)
            throws IOException, InterruptedException {
        var out = System.out;
        var outcome = new Journey(session.api(), view(json, out), timeout).take(file, choice);
        if (json) {
            out.println(Json.text(Report.json(outcome)));
        } else if (outcome.ready()) {
            Report.print(out, outcome);
        } else {
            System.err.printf("crealia: %s: %s (%s, %s)%n", file.getFileName(), outcome.detail(), outcome.state(),
                    outcome.code());
        }
        return outcome;
    }

    private static ProgressView view(boolean json, PrintStream out) {
        if (json) {
            return new ProgressView.Silent();
        }
        return System.console() != null && System.console().isTerminal()
                ? new ProgressView.Bar(out)
                : new ProgressView.Lines(out);
    }
}
