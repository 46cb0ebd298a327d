package io.crealia.assets;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The three functions on an embedded cloud, called with the payloads of {@code events/} as somebody of a tenant. */
final class FunctionBench implements AutoCloseable {
    private static final String BUCKET = "crealia-local-media";

    private final EmbeddedCloud cloud;
    private final S3Client s3;
    private int databases;
    private RequestStreamHandler onFact;
    private RequestStreamHandler assetsApi;
    private RequestStreamHandler playbackApi;

    FunctionBench(Path directory) {
        cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO, Service.ISSUER));
        cloud.createBucket(BUCKET);
        s3 = new AwsClients(AwsSettings.of(new Environment(environment("unused")))).s3();
    }

    /** Fresh functions on a fresh database, with the bucket's usual objects. */
    void renew() {
        var environment = environment("bench" + databases++);
        onFact = new AssetsOnFactHandler(environment);
        assetsApi = new AssetsApiHandler(environment);
        playbackApi = new PlaybackApiHandler(environment);
        s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()
                .forEach(object -> s3.deleteObject(delete -> delete.bucket(BUCKET).key(object.key())));
        Understanding.objects().forEach(this::put);
    }

    void put(String key, byte[] content) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    Optional<String> object(String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** Tells of facts; fails if one is not taken. */
    void facts(String event) throws IOException {
        var answer = Json.parse(run(onFact, event("assets-on-fact/" + event)));
        if (!answer.path("batchItemFailures").isEmpty()) {
            throw new AssertionError(answer);
        }
    }

    Answer read(String event) throws IOException {
        return api(as(event("assets-api/" + event), "acme", "assets:read"));
    }

    Answer write(String event) throws IOException {
        return api(as(event("assets-api/" + event), "acme", "assets:write"));
    }

    Answer write(String event, String body) throws IOException {
        return api(as(event("assets-api/" + event).put("body", body), "acme", "assets:write"));
    }

    Answer api(ObjectNode event) throws IOException {
        return new Answer(Json.parse(run(assetsApi, event)));
    }

    Answer play(String event) throws IOException {
        return new Answer(Json.parse(run(playbackApi, event("playback-api/" + event))));
    }

    Answer play(ObjectNode event) throws IOException {
        return new Answer(Json.parse(run(playbackApi, event)));
    }

    Answer playback() throws IOException {
        return new Answer(
                Json.parse(run(playbackApi, as(event("playback-api/playback"), "acme", "assets:read"))));
    }

    ObjectNode as(ObjectNode event, String tenant, String scope) {
        ((ObjectNode) event.get("headers")).put("Authorization", "Bearer "
                + cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scope), Duration.ofMinutes(5))));
        return event;
    }

    static ObjectNode event(String name) throws IOException {
        return (ObjectNode) Json
                .parse(Files.readAllBytes(Path.of(System.getProperty("crealia.root"), "events", name + ".json")));
    }

    @Override
    public void close() {
        cloud.close();
    }

    private static byte[] run(RequestStreamHandler function, ObjectNode event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        return out.toByteArray();
    }

    private Map<String, String> environment(String database) {
        var at = cloud.endpoints();
        var variables = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString(),
                "CREALIA_MONGO_URI", at.mongoUri().toString(), "CREALIA_MONGO_DATABASE", database,
                "CREALIA_KEYS_DATABASE", database + "_keys", "CREALIA_PRIVACY_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        variables.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET,
                "CREALIA_PLAYBACK_KEY", "0123456789abcdef0123456789abcdef", "CREALIA_PLAYBACK_BASE_URL",
                "http://localhost:3000"));
        return variables;
    }
}
