package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Takes one file through the product, by its public API only, and tells a {@link ProgressView} about it. */
final class Journey {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE_FOR_ACCEPTANCE = Duration.ofMinutes(5);
    private static final Set<String> FINISHED = Set.of("ready", "ready_degraded", "rejected", "errored", "cancelled",
            "deleted");
    private static final Set<String> UPLOAD_FAILED = Set.of("errored", "cancelled", "timed_out");

    private final ApiClient api;
    private final ProgressView view;
    private final Duration patience;

    /** @param patience how long the whole run may take before the command gives up on it; the run itself goes on */
    Journey(ApiClient api, ProgressView view, Duration patience) {
        this.api = api;
        this.view = view;
        this.patience = patience;
    }

    /**
     * Where the journey ended.
     *
     * @param asset as the API shows it, or an empty object if the upload never became one
     * @param playback addresses to play, or an empty object
     * @param understanding {@code captions, highlights, reels, report, cost} as the API shows them, or an empty object
     */
    record Outcome(String uploadId, String assetId, String state, String code, String detail, JsonNode asset,
            JsonNode playback, JsonNode understanding, long uploadMillis, long totalMillis) {
        boolean ready() {
            return state.equals("ready") || state.equals("ready_degraded");
        }
    }

    /** @throws ApiException if the API refuses the file before anything is sent */
    Outcome take(Path file, RunChoice choice) throws IOException, InterruptedException {
        var started = Instant.now();
        view.upload(0);
        var size = Math.max(1, Files.size(file));
        var upload = new FileUploader(api).upload(file, choice, bytes -> view.upload((int) (bytes * 100 / size)));
        var uploaded = Instant.now();
        var id = upload.path("id").asText();
        var assetId = upload.path("asset_id").asText();
        var accepted = await(PATIENCE_FOR_ACCEPTANCE, () -> {
            var now = api.get("/v1/uploads/" + id);
            return now.path("state").asText().equals("asset_created")
                    || UPLOAD_FAILED.contains(now.path("state").asText())
                            ? now
                            : null;
        }, "the upload " + id + " to be examined");
        var asset = await(patience, () -> finished(assetId), "asset " + assetId + " to be finished");
        var state = asset.path("state").asText(accepted.path("state").asText());
        var reason = asset.path("reason").isObject() ? asset.path("reason") : accepted.path("reason");
        var playback = asset.path("playable").asBoolean() && state.startsWith("ready")
                ? api.get("/v1/assets/" + assetId + "/playback")
                : Json.object();
        var understanding = state.startsWith("ready") ? understanding(assetId) : Json.object();
        view.finish();
        return new Outcome(id, assetId, state, reason.path("code").asText(""), reason.path("detail").asText(""), asset,
                playback, understanding, millis(started, uploaded), millis(started, Instant.now()));
    }

    private JsonNode understanding(String assetId) {
        var all = Json.object();
        for (var part : List.of("captions", "highlights", "reels", "report", "cost")) {
            all.set(part, api.get("/v1/assets/" + assetId + "/" + part));
        }
        return all;
    }

    private JsonNode finished(String assetId) {
        JsonNode asset;
        try {
            asset = api.get("/v1/assets/" + assetId);
        } catch (ApiException e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
        view.steps(asset);
        return FINISHED.contains(asset.path("state").asText()) ? asset : null;
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    /** Reads until there is a value. */
    @FunctionalInterface
    private interface Reading {
        JsonNode now();
    }

    private static JsonNode await(Duration patience, Reading reading, String what) throws InterruptedException {
        var end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            var value = reading.now();
            if (value != null) {
                return value;
            }
            Thread.sleep(POLL);
        }
        throw new TookTooLongException("waited " + patience.toSeconds() + " s for " + what
                + "; it goes on by itself: ask again later, or see ./crealia logs");
    }
}
