package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the functions logged. */
@Command(name = "logs", description = "Prints what the functions logged, oldest first.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Set<String> SHOWN = Set.of("timestamp", "level", "message", "function_name", "error");
    private static final Set<String> DULL = Set.of("function_arn", "function_memory_size", "function_version",
            "function_request_id", "cold_start", "service", "sampling_rate", "xray_trace_id", "request_id",
            "message_id");

    @Mixin
    private Options options;

    @Option(names = "--asset", paramLabel = "ID", description = "Only lines about this asset")
    private Optional<String> asset = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var file = options.settings().home().resolve("logs/functions.jsonl");
        if (!Files.exists(file)) {
            System.err.println("crealia: nothing was logged yet in " + file);
            return Exit.ENVIRONMENT;
        }
        try (var lines = Files.lines(file)) {
            lines.map(LogsCommand::parse).flatMap(Optional::stream)
                    .filter(line -> asset.isEmpty() || asset.get().equals(line.path("asset_id").asText()))
                    .forEach(line -> System.out.println(options.json() ? Json.text(line) : readable(line)));
        }
        return Exit.OK;
    }

    /** A line cut off by a killed process is passed over. */
    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(Json.parse(line));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static String readable(JsonNode line) {
        var fields = line.properties().stream()
                .filter(field -> !SHOWN.contains(field.getKey()) && !DULL.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue().asText()).collect(Collectors.joining(" "));
        var error = line.path("error").path("message").asText("");
        return "%s %-5s %s  %s %s%s".formatted(line.path("timestamp").asText(), line.path("level").asText(),
                line.path("function_name").asText("-"), line.path("message").asText(), fields,
                error.isEmpty() ? "" : "  [" + line.path("error").path("name").asText() + ": " + error + "]");
    }
}
