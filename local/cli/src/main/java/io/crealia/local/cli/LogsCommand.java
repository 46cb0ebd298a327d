package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the functions logged. */
@Command(name = "logs", description = "Prints what the functions logged, oldest first; with --asset one asset's whole story.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 300;
    private static final Set<String> SHOWN = Set.of("timestamp", "level", "message", "function_name", "error");
    private static final Set<String> DULL = Set.of("function_arn", "function_memory_size", "function_version",
            "function_request_id", "cold_start", "service", "sampling_rate", "xray_trace_id", "request_id",
            "message_id", "tenant_id");

    @Mixin
    private Options options;

    @Option(names = "--asset", paramLabel = "ID", description = "Only the story of this asset, from the call that began it")
    private Optional<String> asset = Optional.empty();

    @Option(names = "--correlation", paramLabel = "ID", description = "Only lines with this correlation id")
    private Optional<String> correlation = Optional.empty();

    @Option(names = "--level", paramLabel = "LEVEL", description = "Only lines of this level or above: ${COMPLETION-CANDIDATES}")
    private Optional<LogStory.Level> level = Optional.empty();

    @Option(names = "--function", paramLabel = "NAME", description = "Only functions with this in their name, for example ai or workflow-on-fact")
    private Optional<String> function = Optional.empty();

    @Option(names = "--follow", description = "Goes on with what is logged from now on, until it is interrupted")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var files = new LogFiles(options.settings().home());
        if (!Files.exists(files.current()) && !follow) {
            System.err.println("crealia: nothing was logged yet in " + files.current());
            return Exit.ENVIRONMENT;
        }
        var story = new LogStory(asset, correlation, level, function);
        // Measured before the lines are read: a line that comes between is shown twice rather than not at all.
        var size = Files.exists(files.current()) ? Files.size(files.current()) : 0;
        var lines = files.read();
        var found = story.of(lines);
        found.forEach(line -> print(System.out, line));
        if (follow) {
            follow(new LogFiles.Tail(files.current(), size), story, story.correlations(lines), new CountDownLatch(1));
        } else if (found.isEmpty()) {
            System.err.println("crealia: no line in " + files.current() + " is of that kind");
        }
        return Exit.OK;
    }

    /** @param end is counted down when nobody wants more */
    void follow(LogFiles.Tail tail, LogStory story, Set<String> known, CountDownLatch end)
            throws IOException, InterruptedException {
        var correlations = new HashSet<>(known);
        do {
            tail.read(line -> {
                if (asset.filter(LogStory.text(line, "asset_id")::equals).isPresent()) {
                    correlations.add(LogStory.text(line, "correlation_id"));
                }
                if (story.tells(line, correlations)) {
                    print(System.out, line);
                }
            });
        } while (!end.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void print(PrintStream out, JsonNode line) {
        out.println(options.json() ? Json.text(line) : readable(line));
    }

    /** In columns: time, level, function, what happened, its fields, and what failed. */
    static String readable(JsonNode line) {
        var fields = line.properties().stream()
                .filter(field -> !SHOWN.contains(field.getKey()) && !DULL.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue().asText()).collect(Collectors.joining(" "));
        var error = line.path("error").path("message").asText("");
        return "%-24s %-5s %-26s %-36s %s%s".formatted(LogStory.text(line, "timestamp"), LogStory.text(line, "level"),
                LogStory.name(line).isEmpty() ? "-" : LogStory.name(line), LogStory.text(line, "message"), fields,
                error.isEmpty() ? "" : "  [" + line.path("error").path("name").asText() + ": " + error + "]");
    }
}
