package io.crealia.local.cli;

import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The payload of {@code events/} with which a function is measured. */
final class BenchEvents {
    /** What a creator's app calls most; the first payload by name for functions that are not here. */
    private static final Map<String, String> CHOSEN = Map.of("uploads-api", "start", "assets-api", "list",
            "playback-api", "playback", "workflow-api", "list", "webhooks-api", "list", "privacy-api", "list",
            "health-api", "ready", "docs-api", "openapi");

    private BenchEvents() {}

    /** @throws IllegalArgumentException if the function has no payload */
    static String of(Path root, FunctionDefinition function, String token) throws IOException {
        try (var files = Files.walk(root.resolve("events"), 2)) {
            var own = files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> name(path).replace("-", "").equals(function.id().toLowerCase(Locale.ROOT)))
                    .sorted().toList();
            return Files.readString(choose(function, own)).replace("Bearer TOKEN", "Bearer " + token);
        }
    }

    private static Path choose(FunctionDefinition function, List<Path> own) {
        return own.stream().filter(path -> path.endsWith(CHOSEN.getOrDefault(name(path), "") + ".json")).findFirst()
                .or(() -> own.stream().findFirst()).orElseThrow(() -> new IllegalArgumentException(
                        "events/: there is no payload for " + function.id()));
    }

    private static String name(Path payload) {
        return payload.getParent().getFileName().toString();
    }
}
