package io.crealia.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import io.crealia.testkit.net.ScriptedServer;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The four functions as deployed, with the payloads of {@code events/}, on the embedded cloud. */
final class WebhooksFunctionsTest {
    private static final Path EVENTS = Path.of(System.getProperty("crealia.root"), "events");
    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final String DELIVERIES = "/v1/webhook-deliveries";
    private static EmbeddedCloud cloud;
    private static SqsClient sqs;
    private static String queue;
    private static int databases;

    private RequestStreamHandler api;
    private RequestStreamHandler onFact;
    private RequestStreamHandler delivery;
    private RequestStreamHandler sweeper;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(directory).only(Service.SQS, Service.MONGO, Service.ISSUER));
        queue = cloud.createQueue(QueueSpec.named("webhook-deliveries")).toString();
        sqs = new AwsClients(AwsSettings.of(new Environment(environment("unused")))).sqs();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void functions() {
        var environment = environment("test" + databases++);
        api = new WebhooksApiHandler(environment);
        onFact = new WebhooksOnFactHandler(environment);
        delivery = new WebhooksDeliveryHandler(environment);
        sweeper = new WebhooksSweeperHandler(environment);
        messages();
    }

    private static Map<String, String> environment(String database) {
        var at = cloud.endpoints();
        var variables = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_SQS", at.sqs().toString(),
                "CREALIA_MONGO_URI", at.mongoUri().toString(), "CREALIA_MONGO_DATABASE", database));
        variables.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_DELIVERIES_QUEUE_URL", queue,
                "CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "CREALIA_WEBHOOKS_MAX_ENDPOINTS", "5", "CREALIA_WEBHOOKS_ALLOW_LOOPBACK", "true", "CREALIA_LIMIT_WRITE",
                "1000/1000"));
        return variables;
    }

    @Test
    void event_fromFactToReceiver_isSignedAndLogged() throws Exception {
        try (var receiver = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            var endpoint = create("http://127.0.0.1:" + receiver.port() + "/hook", "first");
            assertThat(failures(onFact, "webhooks-on-fact/ready.json")).isEmpty();
            work();

            var request = receiver.requests().getFirst();
            var body = request.substring(request.indexOf("\r\n\r\n") + 4);
            assertThat(StandardWebhooks.verify(SigningKey.Symmetric.parse(endpoint.path("secret").asText()),
                    header(request, "webhook-id"), header(request, "webhook-timestamp"),
                    header(request, "webhook-signature"), body.getBytes(UTF_8), Instant.now()))
                    .isEqualTo(StandardWebhooks.Verdict.GENUINE);
            assertThat(Json.parse(body).path("type").asText()).isEqualTo("asset.ready");
            var log = get(DELIVERIES).json().path("data");
            assertThat(log).hasSize(1);
            assertThat(log.get(0).path("state").asText()).isEqualTo("succeeded");
            assertThat(log.get(0).path("attempts").get(0).path("status").asInt()).isEqualTo(204);
            assertThat(log.get(0).path("event_id").asText()).isEqualTo(header(request, "webhook-id"));
            var one = as("GET", DELIVERIES + "/{delivery_id}").path("delivery_id", log.get(0).path("id").asText())
                    .call(api).json();
            assertThat(one.path("payload")).isEqualTo(Json.parse(body));
        }
    }

    @Test
    void onFact_repeatedAndForeignFacts_makeOneDeliveryAndFailTheirRecords() throws Exception {
        create("http://127.0.0.1:9/", "first");
        assertThat(failures(onFact, "webhooks-on-fact/mixed.json"))
                .containsExactly("00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003");
        assertThat(failures(onFact, "webhooks-on-fact/ready.json")).isEmpty();
        for (var payload : List.of("created", "errored", "erased")) {
            assertThat(failures(onFact, "webhooks-on-fact/" + payload + ".json")).isEmpty();
        }

        assertThat(get(DELIVERIES).json().path("data").findValuesAsText("type")).containsExactlyInAnyOrder(
                "asset.ready", "asset.created", "asset.errored", "asset.deleted");
    }

    @Test
    void delivery_strangeMessages_failTheirRecordsOnly() throws Exception {
        assertThat(failures(delivery, "webhooks-delivery/malformed.json")).hasSize(4);
        assertThat(failures(delivery, "webhooks-delivery/unknown.json")).isEmpty();
    }

    @Test
    void sweeper_lostMessage_isCountedWhenDue() throws Exception {
        create("http://127.0.0.1:9/", "first");
        failures(onFact, "webhooks-on-fact/ready.json");
        var out = new ByteArrayOutputStream();
        sweeper.handleRequest(Files.newInputStream(EVENTS.resolve("webhooks-sweeper/schedule.json")), out,
                new TestContext("webhooks-sweeper"));

        var report = Json.parse(out.toByteArray());
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("sent").asInt()).as("it is not late yet").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhooks-api/create", "webhooks-api/create-every-event", "webhooks-api/list",
            "webhooks-api/list-deliveries"})
    void api_payloads_areAnswered(String payload) throws Exception {
        assertThat(call(payload).status()).isIn(200, 201);
    }

    @Test
    void api_privateHost_isRefusedWithoutQuotingIt() throws Exception {
        var answer = call("webhooks-api/create-private-host");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("/url");
        assertThat(answer.text()).doesNotContain("metadata.google");
    }

    @Test
    void create_repeatedWithTheSameKey_answersTheSameAndShowsTheSecretNowhereElse() {
        var body = Json.object().put("url", "https://hooks.example.com/");
        var first = as("POST", ENDPOINTS).json(body).header("Idempotency-Key", "k1").call(api);
        var again = as("POST", ENDPOINTS).json(body).header("Idempotency-Key", "k1").call(api);
        var other = as("POST", ENDPOINTS).json(body.put("signing", "v1a")).header("Idempotency-Key", "k1").call(api);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.json().path("secret").asText()).startsWith("whsec_");
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(other.json().path("code").asText()).isEqualTo("idempotency.mismatch");
        assertThat(get(ENDPOINTS).text()).doesNotContain("whsec_").doesNotContain("secret");
        assertThat(one("GET", "", first).call(api).text()).doesNotContain("whsec_");
    }

    @Test
    void create_manyAtOnce_neverPassesTheLimit() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, 32).<Callable<Integer>>mapToObj(i -> () -> as("POST", ENDPOINTS)
                    .json(Json.object().put("url", "https://hooks.example.com/" + i)).call(api).status()).toList();
            var statuses = new ArrayList<Integer>();
            for (var result : threads.invokeAll(calls)) {
                statuses.add(result.get());
            }
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(27);
        }
        assertThat(get(ENDPOINTS).json().path("data")).hasSize(5);
    }

    @Test
    void create_faultyFields_areAllNamed() {
        var body = Json.object().put("url", "http://example.com/").put("signing", "v2").put("state", "enabled");
        body.putArray("events").add("asset.ready").add("asset.exploded");
        var answer = as("POST", ENDPOINTS).json(body).call(api);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("/url",
                "/events",
                "/signing", "/state");
        assertThat(as("POST", ENDPOINTS).json(Json.object()).call(api).json().path("errors").get(0).path("code")
                .asText()).isEqualTo("required");
    }

    @Test
    void edit_withIfMatch_changesWhatWasRead() {
        var made = as("POST", ENDPOINTS).json(Json.object().put("url", "https://hooks.example.com/")).call(api);
        var tag = one("GET", "", made).call(api).header("ETag").orElseThrow();
        var change = Json.object().put("enabled", false);
        change.putArray("events").add("asset.ready");

        var changed = one("PATCH", "", made).json(change).header("If-Match", tag).call(api);
        assertThat(changed.json().path("state").asText()).isEqualTo("disabled");
        assertThat(changed.json().path("events").get(0).asText()).isEqualTo("asset.ready");
        assertThat(one("PATCH", "", made).json(change).header("If-Match", tag).call(api).status()).isEqualTo(412);
        assertThat(one("GET", "", made).header("If-None-Match", changed.header("ETag").orElseThrow()).call(api)
                .status()).isEqualTo(304);
        assertThat(one("POST", "/test", made).call(api).json().path("code").asText()).isEqualTo("webhook.disabled");
        var every = Json.object();
        every.putArray("events").add("*");
        assertThat(one("PATCH", "", made).json(every).call(api).json().path("events").get(0).asText()).isEqualTo("*");
    }

    @Test
    void rotateSecret_keepsTheOldKeyForADayAndIsBounded() {
        var made = as("POST", ENDPOINTS).json(Json.object().put("url", "https://hooks.example.com/")).call(api);
        var rotated = one("POST", "/rotate-secret", made).json(Json.object().put("signing", "v1a"))
                .header("Idempotency-Key", "r1").call(api);
        var again = one("POST", "/rotate-secret", made).json(Json.object().put("signing", "v1a"))
                .header("Idempotency-Key", "r1").call(api);

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().path("keys")).hasSize(2);
        assertThat(rotated.json().path("keys").get(0).path("public_key").asText()).startsWith("whpk_");
        assertThat(rotated.json().path("keys").get(1).has("expires_at")).isTrue();
        assertThat(again.json()).isEqualTo(rotated.json());
        assertThat(one("POST", "/rotate-secret", made).call(api).status()).isEqualTo(200);
        var fourth = one("POST", "/rotate-secret", made).json(Json.object().put("signing", "v1")).call(api);
        assertThat(fourth.json().path("secret").asText()).startsWith("whsec_");
        assertThat(one("POST", "/rotate-secret", made).call(api).json().path("code").asText())
                .isEqualTo("webhook.too_many_keys");
    }

    @Test
    void test_thenRedeliver_sendsTheSameEventTwice() throws Exception {
        try (var receiver = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            var made = as("POST", ENDPOINTS).json(Json.object().put("url", "http://127.0.0.1:" + receiver.port() + "/"))
                    .call(api);
            var started = one("POST", "/test", made).call(api);
            assertThat(started.status()).isEqualTo(202);
            var id = started.json().path("id").asText();
            assertThat(started.header("Location")).contains(DELIVERIES + "/" + id);
            var redeliver = as("POST", DELIVERIES + "/{delivery_id}/redeliver").path("delivery_id", id);
            assertThat(redeliver.call(api).json().path("code").asText()).isEqualTo("webhook.under_way");
            work();
            assertThat(redeliver.call(api).status()).isEqualTo(202);
            work();

            assertThat(receiver.requests()).extracting(request -> header(request, "webhook-id")).hasSize(2)
                    .containsOnly(started.json().path("event_id").asText());
            assertThat(receiver.requests().getFirst()).contains("\"type\":\"webhook.test\"");
        }
    }

    @Test
    void delete_endpoint_isGoneAndNothingIsSent() throws Exception {
        try (var receiver = ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            var made = as("POST", ENDPOINTS).json(Json.object().put("url", "http://127.0.0.1:" + receiver.port() + "/"))
                    .call(api);
            failures(onFact, "webhooks-on-fact/ready.json");
            assertThat(one("DELETE", "", made).call(api).status()).isEqualTo(204);
            assertThat(one("DELETE", "", made).call(api).status()).isEqualTo(404);
            work();

            assertThat(receiver.connections()).isZero();
            assertThat(get(DELIVERIES).json().path("data").get(0).path("state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void foreign_answersAsMissing() {
        var made = as("POST", ENDPOINTS).json(Json.object().put("url", "https://hooks.example.com/")).call(api);
        var id = made.json().path("id").asText();
        for (var call : List.of(List.of("GET", ""), List.of("PATCH", ""), List.of("DELETE", ""),
                List.of("POST", "/rotate-secret"), List.of("POST", "/test"))) {
            var foreign = call("rival", call.get(0), ENDPOINTS + "/{endpoint_id}" + call.get(1)).path("endpoint_id",
                    id);
            var missing = call("rival", call.get(0), ENDPOINTS + "/{endpoint_id}" + call.get(1)).path("endpoint_id",
                    id.substring(0, id.length() - 1) + "Z");
            if (call.get(0).equals("PATCH")) {
                foreign.json(Json.object().put("enabled", false));
                missing.json(Json.object().put("enabled", false));
            }
            assertThat(foreign.call(api).status()).as(call.toString()).isEqualTo(404);
            assertThat(foreign.call(api).text()).isEqualTo(missing.call(api).text());
        }
        assertThat(one("GET", "", made).call(api).json().path("state").asText()).isEqualTo("enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint_id=whk_x", "state=done", "type=asset.exploded", "cursor=x", "limit=0",
            "limit=101", "limit=1e1"})
    void listDeliveries_strangeQuery_isRefused(String query) {
        var parts = query.split("=");
        var answer = as("GET", DELIVERIES).query(parts[0], parts[1]).call(api);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("query:" + parts[0]);
    }

    @Test
    void listDeliveries_pages_reachTheEnd() throws Exception {
        create("http://127.0.0.1:9/", "first");
        create("http://127.0.0.1:9/", "second");
        failures(onFact, "webhooks-on-fact/ready.json");
        failures(onFact, "webhooks-on-fact/created.json");
        var first = as("GET", DELIVERIES).query("limit", "3").call(api).json();
        var second = as("GET", DELIVERIES).query("limit", "3").query("cursor", first.path("next_cursor").asText())
                .call(api).json();

        assertThat(first.path("data")).hasSize(3);
        assertThat(second.path("data")).hasSize(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    private JsonNode create(String url, String key) {
        var answer = as("POST", ENDPOINTS).json(Json.object().put("url", url)).header("Idempotency-Key", key).call(api);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Answer get(String resource) {
        return as("GET", resource).call(api);
    }

    private static ApiCall one(String method, String below, Answer made) {
        return as(method, ENDPOINTS + "/{endpoint_id}" + below).path("endpoint_id", made.json().path("id").asText());
    }

    private static ApiCall as(String method, String resource) {
        return call("acme", method, resource);
    }

    private static ApiCall call(String tenant, String method, String resource) {
        return ApiCall.of(method, resource).as(token(tenant));
    }

    private static String token(String tenant) {
        return cloud.issueToken(new TokenRequest("user", tenant, List.of("webhooks:read", "webhooks:write"),
                Duration.ofHours(1)));
    }

    private Answer call(String payload) throws IOException {
        var event = (ObjectNode) Json.parse(Files.readAllBytes(EVENTS.resolve(payload + ".json")));
        ((ObjectNode) event.get("headers")).put("Authorization", "Bearer " + token("acme"));
        var out = new ByteArrayOutputStream();
        api.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("webhooks-api"));
        return new Answer(Json.parse(out.toByteArray()));
    }

    private static List<String> failures(RequestStreamHandler function, String payload) throws IOException {
        // The endpoint has to be older than the event.
        var text = Files.readString(EVENTS.resolve(payload)).replace("2026-03-01T12:00:00Z",
                Instant.now().plusSeconds(1).toString());
        return failures(function, text.getBytes(UTF_8));
    }

    private static List<String> failures(RequestStreamHandler function, byte[] event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), out, new TestContext("webhooks"));
        return Json.parse(out.toByteArray()).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    /** Hands the queue's messages to the delivery function. */
    private void work() throws IOException {
        for (var body : messages()) {
            var event = Json.object();
            event.putArray("Records").addObject().put("messageId", "m").put("body", body);
            assertThat(failures(delivery, Json.bytes(event))).isEmpty();
        }
    }

    private static List<String> messages() {
        var bodies = new ArrayList<String>();
        while (true) {
            var batch = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
            if (batch.isEmpty()) {
                return bodies;
            }
            for (var message : batch) {
                bodies.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private static String header(String request, String name) {
        return request.lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow()
                .substring(name.length() + 2);
    }
}
