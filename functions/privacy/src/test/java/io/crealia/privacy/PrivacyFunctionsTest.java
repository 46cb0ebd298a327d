package io.crealia.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.json.Json;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three functions as deployed, with the payloads of {@code events/}, on the embedded cloud. */
final class PrivacyFunctionsTest {
    private static final String ASSET = "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final String ERASURE = "era_01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static EmbeddedCloud cloud;
    private static MongoConnection mongo;
    private static Map<String, String> environment;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.S3, Service.SQS,
                Service.ISSUER));
        Bench.buckets(cloud);
        var at = cloud.endpoints();
        environment = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString(),
                "AWS_ENDPOINT_URL_SQS", at.sqs().toString(), "CREALIA_MONGO_URI", at.mongoUri().toString(),
                "CREALIA_REDIS_URI", "redis://127.0.0.1:9", "CREALIA_PRIVACY_KEY", Bench.MASTER,
                "CREALIA_PRIVACY_SETTLE", "PT1S"));
        environment.put("CREALIA_LIMIT_PRIVACY", "1000/1000");
        environment.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_MEDIA_BUCKET", "crealia-local-media",
                "CREALIA_INCOMING_BUCKET", "crealia-local-incoming", "CREALIA_CORS_ORIGINS", "http://localhost:5173"));
        for (var queue : List.of("ASSETS", "FACTS", "EVENTS", "PRIVACY")) {
            environment.put("CREALIA_" + queue + "_QUEUE_URL",
                    cloud.createQueue(QueueSpec.named("q-" + queue)).toString());
        }
        mongo = new MongoConnection(() -> at.mongoUri().toString(), "crealia");
        mongo.collection("assets").insert(new Document("_id", ASSET).append("tenantId", "acme").append("v", 1L)
                .append("state", "deleting"));
        mongo.collection("runs").insert(new Document("_id", "wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC")
                .append("tenantId", "acme").append("assetId", ASSET).append("v", 1L).append("state", "ERASED"));
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Test
    void functions_assetDeleting_isErasedAndShownByTheApi() throws Exception {
        var onRequest = new PrivacyOnRequestHandler(environment);
        var api = new PrivacyApiHandler(environment);

        assertThat(Json.parse(run(onRequest, event("privacy-on-request/asset-deleting"))).path("batchItemFailures"))
                .isEmpty();

        assertThat(call(api, "privacy-api/get", "acme", "privacy:read").json().path("state").asText())
                .isEqualTo("settling");
        var listed = call(api, "privacy-api/list", "acme", "privacy:read").json();
        assertThat(listed.path("data").findValuesAsText("id")).containsExactly(ERASURE);
        assertThat(listed.path("next_cursor").isNull()).isTrue();
        var again = call(api, "privacy-api/erase-asset", "acme", "privacy:write");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).contains("/v1/privacy/erasures/" + ERASURE);
        assertThat(call(api, "privacy-api/get", "rival", "privacy:read").status()).isEqualTo(404);
        assertThat(call(api, "privacy-api/erase-asset", "rival", "privacy:write").status()).isEqualTo(404);
        assertThat(call(api, "privacy-api/erase-asset", "acme", "privacy:read").status()).isEqualTo(403);
    }

    @Test
    void functions_export_givesAnArchiveOfThePersonOnlyAndGoesWithHisErasure() throws Exception {
        var his = Bench.asset(701);
        try (var stores = new ExportStores(cloud, mongo)) {
            stores.keep("john", his, "holiday.mp4", "At the sea");
            stores.keep("jane", Bench.asset(702), "secret.mp4", "In the hills");
            stores.keepFormer(his, "By the lake");
            stores.keepFormer(Bench.asset(702), "On the moor");
            var api = new PrivacyApiHandler(environment);
            assertThat(call(api, export("nobody", "k0"), "acme", "privacy:write").status()).isEqualTo(404);

            var asked = call(api, export("john", "k1"), "acme", "privacy:write");
            assertThat(asked.status()).isEqualTo(202);
            var id = asked.json().path("id").asText();
            assertThat(asked.header("Location")).contains("/v1/privacy/exports/" + id);
            assertThat(call(api, export("john", "k1"), "acme", "privacy:write").json()).isEqualTo(asked.json());
            assertThat(call(api, shown(id), "acme", "privacy:read").json().path("state").asText())
                    .isEqualTo("requested");
            assertThat(call(api, shown(id), "rival", "privacy:read").status()).isEqualTo(404);

            assertThat(Json.parse(run(new PrivacyOnRequestHandler(environment), requested(id)))
                    .path("batchItemFailures")).isEmpty();

            var ready = call(api, shown(id), "acme", "privacy:read").json();
            assertThat(ready.path("state").asText()).isEqualTo("ready");
            var life = Duration.between(Instant.now(),
                    Instant.parse(ready.path("archive").path("expires_at").asText()));
            assertThat(life).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
            var files = ExportFakes.unzip(ExportStores.get(ready.path("archive").path("url").asText()));
            var data = new String(files.get("data.json"), StandardCharsets.UTF_8);
            assertThat(data).contains("holiday.mp4", "At the sea", "said by john", his.value())
                    .doesNotContain("secret.mp4", "In the hills", "On the moor", "jane", "outbox", "request_hash");
            assertThat(Json.parse(data).at("/assets/0/former_edits")).isEqualTo(Json.parse("""
                    [{"id":"%s.0000000001","at":"1970-01-01T00:00:00Z","members":["title"],
                    "edits":{"title":"By the lake"}}]""".formatted(his)));
            assertThat(files).containsKey("assets/" + his + "/wfl_1/captions/1/captions.vtt").hasSize(3);
            var original = Json.parse(files.get("originals.json")).path("data").path(0);
            assertThat(ExportStores.get(original.path("url").asText())).asString().isEqualTo("film of john");

            var body = event("privacy-api/erase-subject").put("body", "{\"subject\":\"john\"}");
            assertThat(call(api, body, "acme", "privacy:write").status()).isEqualTo(202);
            run(new PrivacyRetentionHandler(environment), event("privacy-retention/schedule"));
            assertThat(call(api, shown(id), "acme", "privacy:read").status()).isEqualTo(404);
            assertThat(stores.archives()).isZero();
        }
    }

    private static ObjectNode export(String subject, String key) throws IOException {
        var event = event("privacy-api/export").put("body", "{\"subject\":\"" + subject + "\"}");
        ((ObjectNode) event.get("headers")).put("Idempotency-Key", key);
        return event;
    }

    private static ObjectNode shown(String id) throws IOException {
        return replaced("privacy-api/get-export", id);
    }

    private static ObjectNode requested(String id) throws IOException {
        return replaced("privacy-on-request/export-requested", id);
    }

    private static ObjectNode replaced(String name, String id) throws IOException {
        return (ObjectNode) Json.parse(Json.text(event(name)).replaceAll("exp_[0-9A-Z]{26}", id));
    }

    @Test
    void onRequest_foreignFact_fails() throws Exception {
        assertThat(Json.parse(run(new PrivacyOnRequestHandler(environment), event("privacy-on-request/foreign-fact")))
                .path("batchItemFailures")).hasSize(1);
    }

    @Test
    void api_unknownPersonAndBadBodies_areRefused() throws Exception {
        var api = new PrivacyApiHandler(environment);
        assertThat(call(api, "privacy-api/erase-subject", "acme", "privacy:write").status()).isEqualTo(404);
        for (var body : List.of("{}", "{\"asset_id\":\"" + ASSET + "\",\"subject\":\"x\"}",
                "{\"asset_id\":{\"$gt\":1}}",
                "{\"asset_id\":\"x\"}", "{\"subject\":\"x\",\"tenant_id\":\"rival\"}")) {
            var event = event("privacy-api/erase-asset").put("body", body);
            assertThat(call(api, event, "acme", "privacy:write").status()).as(body).isEqualTo(422);
        }
    }

    @Test
    void api_inventoryAndKeys_areShown() throws Exception {
        var api = new PrivacyApiHandler(environment);
        assertThat(call(api, "privacy-api/inventory", "acme", "privacy:read").json().path("data"))
                .hasSizeGreaterThan(20);
        var key = call(api, "privacy-api/certificate-keys", "acme", "privacy:read").json().path("keys").path(0);
        assertThat(key.path("crv").asText()).isEqualTo("Ed25519");
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void retention_everyMinute_saysWhatItDid() throws Exception {
        var answer = Json.parse(run(new PrivacyRetentionHandler(environment), event("privacy-retention/schedule")));

        assertThat(answer.path("failed").asInt()).isZero();
        assertThat(answer.path("expired").has("idempotency")).isTrue();
    }

    private static Answer call(RequestStreamHandler function, String event, String tenant, String scope)
            throws IOException {
        return call(function, event(event), tenant, scope);
    }

    private static Answer call(RequestStreamHandler function, ObjectNode event, String tenant, String scope)
            throws IOException {
        ((ObjectNode) event.get("headers")).put("Authorization", "Bearer "
                + cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scope), Duration.ofMinutes(5))));
        return new Answer(Json.parse(run(function, event)));
    }

    private static byte[] run(RequestStreamHandler function, ObjectNode event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        return out.toByteArray();
    }

    private static ObjectNode event(String name) throws IOException {
        return (ObjectNode) Json.parse(
                Files.readAllBytes(Path.of(System.getProperty("crealia.root"), "events", name + ".json")));
    }
}
