package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The three functions as deployed, with the payloads of {@code events/}, on the embedded cloud. */
abstract class AssetsFunctions {
    static final String BUCKET = "crealia-local-media";
    /** The tokens in events/playback-api are signed with this. */
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static EmbeddedCloud cloud;
    static int databases;

    RequestStreamHandler onFact;
    RequestStreamHandler assetsApi;
    RequestStreamHandler playbackApi;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO, Service.ISSUER));
        cloud.createBucket(BUCKET);
        var s3 = new AwsClients(AwsSettings.of(new Environment(environment("unused")))).s3();
        Understanding.objects().forEach((key, bytes) -> s3.putObject(request -> request.bucket(BUCKET).key(key),
                RequestBody.fromBytes(bytes)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void functions() {
        var environment = environment("test" + databases++);
        onFact = new AssetsOnFactHandler(environment);
        assetsApi = new AssetsApiHandler(environment);
        playbackApi = new PlaybackApiHandler(environment);
    }

    static Map<String, String> environment(String database) {
        var at = cloud.endpoints();
        var variables = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString(),
                "CREALIA_MONGO_URI", at.mongoUri().toString(), "CREALIA_MONGO_DATABASE", database));
        variables.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET,
                "CREALIA_PLAYBACK_KEY", KEY, "CREALIA_PLAYBACK_BASE_URL", "http://localhost:3000"));
        variables.putAll(Map.of("CREALIA_KEYS_DATABASE", database + "_keys", "CREALIA_PRIVACY_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        return variables;
    }
    /** Headers of an answer but for what is left of the caller's own rate, which a clock refills. */
    static JsonNode withoutAllowance(Answer answer) {
        return ((ObjectNode) answer.raw().path("headers").deepCopy()).without("RateLimit");
    }

    List<String> failures(String event) throws IOException {
        var answer = Json.parse(run(onFact, event("assets-on-fact/" + event)));
        return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    /** Calls as a reader of the tenant acme, unless the event has its own token. */
    static Answer call(RequestStreamHandler function, ObjectNode event) throws IOException {
        return event.path("headers").path("Authorization").asText().equals("Bearer TOKEN")
                ? send(function, as(event, "acme", "assets:read"))
                : send(function, event);
    }

    static Answer call(RequestStreamHandler function, String event) throws IOException {
        return call(function, event(event));
    }

    static Answer send(RequestStreamHandler function, ObjectNode event) throws IOException {
        return new Answer(Json.parse(run(function, event)));
    }

    static byte[] run(RequestStreamHandler function, JsonNode event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        return out.toByteArray();
    }

    static ObjectNode event(String name) throws IOException {
        return (ObjectNode) Json.parse(Files.readAllBytes(
                Path.of(System.getProperty("crealia.root"), "events", name + ".json")));
    }

    static ObjectNode as(ObjectNode event, String tenant, String scope) {
        return header(event, "Authorization", "Bearer "
                + cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scope), Duration.ofMinutes(5))));
    }

    static ObjectNode header(String event, String name, String value) throws IOException {
        return header(event(event), name, value);
    }

    static ObjectNode header(ObjectNode event, String name, String value) {
        ((ObjectNode) event.get("headers")).put(name, value);
        return event;
    }

    static ObjectNode query(String event, String name, String value) throws IOException {
        return query(event(event), name, value);
    }

    static ObjectNode query(ObjectNode event, String name, String value) {
        ((ObjectNode) event.get("queryStringParameters")).put(name, value);
        return event;
    }

    static ObjectNode id(String event, String id) throws IOException {
        var changed = event(event);
        ((ObjectNode) changed.get("pathParameters")).put("asset_id", id);
        return changed;
    }

    static String get(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
