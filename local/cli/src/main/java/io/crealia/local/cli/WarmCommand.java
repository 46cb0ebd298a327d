package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/**
 * The training run for the class cache (JEP 514): starts everything once on free ports and a folder of its own, and calls
 * what a first start calls, and the API's most frequent calls often enough that the cache also knows what is worth compiling
 * (JEP 515). The script runs it in the background, after which starts are fast.
 */
@Command(name = "warm", hidden = true, description = "Starts and ends everything once, for the class cache.")
final class WarmCommand implements Callable<Integer> {
    /** The interpreter hands a method over to the first compiler after 200 calls, and begins to take its profile. */
    private static final int ROUNDS = 400;
    /** As many clients at once take turns with it: what is compiled then is also what threads that wait for each other run. */
    private static final int CLIENTS = 4;

    @Override
    public Integer call() throws IOException {
        var home = Files.createTempDirectory("crealia-warm");
        try {
            var settings = new EditionSettings(Options.root(), home, 0, Map.of());
            try (var edition = LocalEdition.start(settings)) {
                var token = DeveloperToken.issue(settings, edition.issuer());
                var api = new ApiClient(edition.api(), () -> token);
                api.get("/health/ready");
                try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                    for (var round = 0; round < ROUNDS; round++) {
                        clients.execute(() -> round(api));
                    }
                }
            }
        } finally {
            delete(home);
        }
        return Exit.OK;
    }

    private static void round(ApiClient api) {
        api.get("/v1/assets");
        var upload = api.post("/v1/uploads", Json.object().put("filename", "warm.mp4").put("content_type", "video/mp4")
                .put("size_bytes", 1).put("checksum_sha256", "A".repeat(43) + "="), UUID.randomUUID().toString());
        api.get("/v1/uploads/" + upload.path("id").asText());
        api.delete("/v1/uploads/" + upload.path("id").asText());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
