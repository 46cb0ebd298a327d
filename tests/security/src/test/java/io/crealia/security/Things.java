package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.FileUploader;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.Call;
import io.crealia.security.base.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** One of each {@link Thing}, owned by one tenant. */
final class Things {
    /** More than one request may carry. */
    private static final long LARGE = 200_000_000;
    /** What the issuer calls the owner. */
    static final String PERSON = "user-of-" + Target.OWNER;
    static final String CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.900\nHello\n";

    private static final HttpServer RECEIVER = receiver();
    private static final Map<String, Things> KEPT = new ConcurrentHashMap<>();

    private final Target target;
    private final String token;
    private final String upload;
    private final String multipart;
    private final String asset;
    private final String run;
    private final String erasure;
    private final String export;
    private final String endpoint;
    private final String delivery;

    private Things(Target target, String tenant) {
        this.target = target;
        this.token = target.token(tenant, DeveloperToken.SCOPES);
        this.upload = startUpload(Bodies.upload());
        this.multipart = startUpload(multipartBody());
        // Long before the export: an erasure takes the exports along that were asked for before it.
        this.erasure = erase(get("/v1/uploads/" + startUpload(Bodies.upload())).path("asset_id").asText());
        this.asset = readyAsset();
        this.run = get("/v1/assets/" + asset).path("run_id").asText();
        this.endpoint = post("/v1/webhook-endpoints", endpointBody(), 201);
        this.delivery = post("/v1/webhook-endpoints/" + endpoint + "/test", Json.object(), 202);
        this.export = post("/v1/privacy/exports", Json.object().put("subject", "user-of-" + tenant), 202);
        var captions = Json.object().put("format", "vtt").put("content", CAPTIONS);
        assertThat(target.send(Call.of("PUT", "/v1/assets/" + asset + "/captions/en").bearer(token).json(captions))
                .status()).isEqualTo(200);
    }

    /** The things of a tenant, made once per JVM. */
    static Things of(Target target, String tenant) {
        return KEPT.computeIfAbsent(tenant, _ -> new Things(target, tenant));
    }

    /** The owner's token with every scope. */
    String token() {
        return token;
    }

    String id(Thing thing) {
        return switch (thing) {
            case NONE -> "";
            case UPLOAD -> upload;
            case MULTIPART -> multipart;
            case ASSET -> asset;
            case RUN -> run;
            case ERASURE -> erasure;
            case EXPORT -> export;
            case ENDPOINT -> endpoint;
            case DELIVERY -> delivery;
        };
    }

    /** Every id, for answers in which none of them may be. */
    List<String> ids() {
        return List.of(upload, multipart, asset, run, erasure, export, endpoint, delivery);
    }

    private String readyAsset() {
        try {
            var clip = target.clips().landscape("of-" + UUID.randomUUID() + ".mp4", "416x234", 1);
            var id = new FileUploader(new ApiClient(target.edition().local().api(), () -> token)).upload(clip, _ -> {})
                    .path("asset_id").asText();
            Awaitility.await().atMost(Duration.ofMinutes(2))
                    .until(() -> get("/v1/assets/" + id).path("state").asText().equals("ready"));
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the erasure is over, so that nothing happens any more. */
    private String erase(String assetId) {
        var id = post("/v1/privacy/erasures", Json.object().put("asset_id", assetId), 202);
        Awaitility.await("erasure " + id).atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    target.edition().local().runtime().scheduler().trigger("PrivacyRetention");
                    return get("/v1/privacy/erasures/" + id).path("state").asText().equals("certified");
                });
        return id;
    }

    /** An endpoint whose server takes everything, so that nothing is tried again later. */
    static ObjectNode endpointBody() {
        var body = Json.object().put("url", "http://127.0.0.1:" + RECEIVER.getAddress().getPort() + "/hook");
        body.putArray("events").add("asset.errored");
        return body;
    }

    private static HttpServer receiver() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String post(String path, JsonNode body, int status) {
        var reply = target.send(Call.of("POST", path).bearer(token).key(UUID.randomUUID().toString()).json(body));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        return reply.json().path("id").asText();
    }

    private String startUpload(JsonNode body) {
        var reply = target.send(Call.of("POST", "/v1/uploads").bearer(token).key(UUID.randomUUID().toString())
                .json(body));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().path("id").asText();
    }

    static JsonNode multipartBody() {
        var body = Bodies.upload().put("size_bytes", LARGE);
        body.remove("checksum_sha256");
        return body;
    }

    private JsonNode get(String path) {
        return target.send(Call.of("GET", path).bearer(token)).json();
    }
}
