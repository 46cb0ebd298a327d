package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls that must be refused, so that the metrics of security have something to show. */
final class RefusedCalls {
    /** Low enough that the calls below meet them, high enough for the demo's own uploads. */
    static final Map<String, String> LIMITS = Map.of("CREALIA_LIMIT_PRIVACY", "0.01/1", "CREALIA_QUOTA_DAILY_BYTES",
            Long.toString(40L << 30));
    private static final long OVER_THE_QUOTA = 45L << 30;
    private static final String SOME_SUM = "A".repeat(43) + "=";

    private final ApiClient api;
    private final String token;
    private final String asset;
    private final Path folder;

    /**
     * @param token a good one; its signature is spoilt for one call
     * @param asset an asset's id; a wrong ticket is shown for it
     * @param folder a small text file is written there, and offered as a video
     */
    RefusedCalls(ApiClient api, String token, String asset, Path folder) {
        this.api = api;
        this.token = token;
        this.asset = asset;
        this.folder = folder;
    }

    /** @return one line that says what was refused; empty members are calls that were not */
    String make() {
        var statuses = List.of(status(() -> as("").get("/v1/assets")), status(() -> as(spoilt()).get("/v1/assets")),
                status(() -> api.get("/v1/uploads/..%2f..%2fetc%2fpasswd")),
                status(() -> api.get("/play/" + asset + "/master.m3u8?token=wrong")),
                status(() -> api.post("/v1/uploads", Json.object().put("filename", 7), key())),
                status(() -> start(OVER_THE_QUOTA)), status(this::export), status(this::export), status(this::export));
        offerText();
        return "refused   on purpose: no token, a spoilt signature, a path that climbs, a wrong playback ticket, a body"
                + " that is none, more than the quota, exports too fast: " + statuses
                + "; and a text that says it is a video";
    }

    private ApiClient as(String other) {
        return new ApiClient(api.base(), () -> other);
    }

    /** Another signature over the same words. */
    private String spoilt() {
        var signature = token.lastIndexOf('.') + 1;
        return token.substring(0, signature) + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
    }

    private void start(long bytes) {
        api.post("/v1/uploads", Json.object().put("filename", "long.mp4").put("content_type", "video/mp4")
                .put("size_bytes", bytes).put("checksum_sha256", SOME_SUM), key());
    }

    private void export() {
        api.post("/v1/privacy/exports", Json.object(), key());
    }

    /** Accepted as an upload, then rejected for its content, which takes a second or two. */
    private void offerText() {
        try {
            Files.createDirectories(folder);
            var text = Files.writeString(folder.resolve("no-video.mp4"), "Once upon a time. ".repeat(100));
            new FileUploader(api).upload(text, _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("the text that is offered as a video", e);
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** @return the answer's status; 0 for a call that was not refused */
    private static int status(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (ApiException e) {
            return e.status();
        }
    }
}
