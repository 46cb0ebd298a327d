package io.crealia.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls that carry a canary wherever a caller can put text of his own: taken ones, repeated ones and refused ones.
 *
 * @param canary what is in every field but those whose text is kept in objects
 * @param text what is in scripts and captions
 * @param token a right token
 * @param asset an asset of its owner that is ready
 * @param endpoint an endpoint of its owner
 */
record CanaryCalls(String canary, String text, String token, String asset, String endpoint) {
    private static final String HOOKS = "/v1/webhook-endpoints";

    /** @param round makes what must be unique so */
    Map<String, Call> round(int round) {
        var calls = new LinkedHashMap<String, Call>();
        uploads(round, calls);
        assets(round, calls);
        webhooks(round, calls);
        others(round, calls);
        return calls;
    }

    private void uploads(int round, Map<String, Call> calls) {
        var key = canary + "-key-" + round;
        calls.put("upload", post("/v1/uploads", upload(round)).key(key).header("X-Correlation-Id", canary));
        calls.put("upload again", post("/v1/uploads", upload(round)).key(key).header("X-Agent", canary)
                .header("User-Agent", canary).header("Cookie", "session=" + canary));
        calls.put("another upload of the key", post("/v1/uploads", upload(round).put("size_bytes", 1001)).key(key));
        calls.put("upload, unknown member",
                post("/v1/uploads", upload(round).put("unknown", canary)).key("u-" + round));
        calls.put("upload, type", post("/v1/uploads", upload(round).put("content_type", canary)).key("t-" + round));
        calls.put("upload, digest",
                post("/v1/uploads", upload(round).put("checksum_sha256", canary)).key("d-" + round));
        calls.put("upload, bad key", post("/v1/uploads", upload(round)).key(canary + " " + canary));
        calls.put("upload, bad JSON", post("/v1/uploads").key("j-" + round)
                .json(("{\"filename\": " + canary + "}").getBytes(StandardCharsets.UTF_8)));
        calls.put("upload, form", post("/v1/uploads").key("f-" + round)
                .header("Content-Type", "application/" + canary)
                .body(("filename=" + canary).getBytes(StandardCharsets.UTF_8)));
        calls.put("upload, no token", Call.of("POST", "/v1/uploads").bearer(canary + "." + canary + "." + canary)
                .json(upload(round)));
        calls.put("upload, forged token", Call.of("POST", "/v1/uploads").bearer(token + canary).json(upload(round)));
        calls.put("upload, basic", Call.of("POST", "/v1/uploads").header("Authorization", "Basic " + canary)
                .json(upload(round)));
        calls.put("upload, path", get("/v1/uploads/" + canary));
        calls.put("upload, cancel", Call.of("DELETE", "/v1/uploads/" + canary).bearer(token));
        calls.put("uploads, cursor", get("/v1/uploads?cursor=" + canary));
        calls.put("uploads, query", get("/v1/uploads?unknown=" + canary + "&limit=" + canary));
    }

    private void assets(int round, Map<String, Call> calls) {
        var path = "/v1/assets/" + asset;
        var edit = Json.object().put("title", canary + " title " + round).put("description", canary + " description");
        edit.putArray("hashtags").add("#" + canary + round);
        calls.put("edit", send("PATCH", path, edit));
        calls.put("edit, unknown member", send("PATCH", path, Json.object().put("unknown", canary)));
        calls.put("edit, too long", send("PATCH", path, Json.object().put("title", canary.repeat(100))));
        calls.put("edit, tag", send("PATCH", path, Json.object().put("if", 1)).header("If-Match", canary));
        calls.put("captions", send("PUT", path + "/captions/en", captions("WEBVTT\n\n00:00.000 --> 00:00.900\n" + text
                + " " + round + "\n")));
        calls.put("captions, malformed", send("PUT", path + "/captions/en", captions(text + " --> " + text)));
        calls.put("captions, format", send("PUT", path + "/captions/en", captions("WEBVTT").put("format", canary)));
        calls.put("captions, language", send("PUT", path + "/captions/" + canary, captions("WEBVTT\n")));
        calls.put("captions, state",
                send("PATCH", path + "/captions/en", Json.object().put("state", canary)));
        calls.put("asset, path", get("/v1/assets/" + canary));
        calls.put("asset, playback", get(path + "/playback?domain=" + canary + "&expires_in=" + canary));
        calls.put("assets, cursor", get("/v1/assets?cursor=" + canary));
        calls.put("play", Call.of("GET", "/play/" + asset + "/" + canary + ".m3u8?token=" + canary));
        calls.put("play, path", Call.of("GET", "/play/" + canary + "/hls/index.m3u8"));
    }

    private void webhooks(int round, Map<String, Call> calls) {
        calls.put("endpoint, inside", post(HOOKS, hook("https://127.0.0.1/" + canary)).key("i-" + round));
        calls.put("endpoint, user", post(HOOKS, hook("https://" + canary + "@example.org/")).key("n-" + round));
        calls.put("endpoint, events", post(HOOKS, hook("https://example.org/" + canary).put("signing", canary))
                .key("e-" + round));
        calls.put("endpoint, move", send("PATCH", HOOKS + "/" + endpoint,
                hook("http://127.0.0.1:9/" + canary + "?key=" + canary + round)));
        calls.put("endpoint, path", get(HOOKS + "/" + canary));
        calls.put("deliveries", get("/v1/webhook-deliveries?state=" + canary + "&type=" + canary));
        calls.put("deliver again", post("/v1/webhook-deliveries/" + canary + "/redeliver", Json.object())
                .key(canary + "-again-" + round));
    }

    private void others(int round, Map<String, Call> calls) {
        calls.put("run", post("/v1/workflows", Json.object().put("asset_id", canary)).key(canary + "-run-" + round));
        calls.put("run, path", get("/v1/workflows/" + canary));
        calls.put("erasure of nobody", post("/v1/privacy/erasures",
                Json.object().put("subject", canary + "-nobody-" + round)).key(canary + "-erase-" + round));
        calls.put("erasure, unknown member", post("/v1/privacy/erasures",
                Json.object().put("subject", canary).put("asset_id", canary)));
        calls.put("erasure, path", get("/v1/privacy/erasures/" + canary));
        calls.put("no route", get("/v1/" + canary + "?" + canary + "=" + canary));
        calls.put("health", Call.of("GET", "/health/live").header("Origin", "https://" + canary + ".example")
                .header("X-Forwarded-For", canary).header("Referer", "https://example.org/" + canary));
    }

    private ObjectNode upload(int round) {
        return Bodies.upload().put("filename", canary + round + ".mp4").put("template", "stream").put("language", "en")
                .put("script", "Hello " + text);
    }

    private static ObjectNode captions(String content) {
        return Json.object().put("format", "vtt").put("content", content);
    }

    private static ObjectNode hook(String url) {
        return Json.object().put("url", url);
    }

    private Call get(String target) {
        return Call.of("GET", target).bearer(token);
    }

    private Call post(String target) {
        return Call.of("POST", target).bearer(token);
    }

    private Call post(String target, ObjectNode body) {
        return post(target).json(body);
    }

    private Call send(String method, String target, ObjectNode body) {
        return Call.of(method, target).bearer(token).json(body);
    }
}
