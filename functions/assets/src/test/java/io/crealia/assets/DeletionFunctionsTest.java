package io.crealia.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Deletion through the functions as deployed, with the payloads of {@code events/}, on the embedded cloud. */
final class DeletionFunctionsTest {
    private static final String BUCKET = "crealia-local-media";
    private static EmbeddedCloud cloud;
    private static SqsClient sqs;
    private static String facts;
    private static String privacy;
    private static int databases;

    private Map<String, String> environment;
    private RequestStreamHandler onFact;
    private RequestStreamHandler api;
    private RequestStreamHandler playback;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO, Service.SQS,
                Service.ISSUER));
        cloud.createBucket(BUCKET);
        facts = cloud.createQueue(QueueSpec.named("crealia-local-workflow-facts")).toString();
        privacy = cloud.createQueue(QueueSpec.named("crealia-local-privacy-requests")).toString();
        var clients = new AwsClients(AwsSettings.of(new Environment(settings())));
        sqs = clients.sqs();
        Samples.objects().forEach((key, bytes) -> clients.s3().putObject(request -> request.bucket(BUCKET).key(key),
                RequestBody.fromBytes(bytes)));
    }

    @AfterAll
    static void stop() {
        sqs.close();
        cloud.close();
    }

    @BeforeEach
    void functions() throws IOException {
        receive(facts);
        receive(privacy);
        environment = settings();
        environment.put("CREALIA_MONGO_DATABASE", "deletion" + databases++);
        environment.put("CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        onFact = new AssetsOnFactHandler(environment);
        api = new AssetsApiHandler(environment);
        playback = new PlaybackApiHandler(environment);
        assertThat(failures("ready")).isEmpty();
    }

    private static Map<String, String> settings() {
        var at = cloud.endpoints();
        var variables = new HashMap<>(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID", at.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3", at.s3().toString(),
                "AWS_ENDPOINT_URL_SQS", at.sqs().toString(), "CREALIA_MONGO_URI", at.mongoUri().toString()));
        variables.putAll(Map.of("CREALIA_AUTH_ISSUER", at.issuer().toString(), "CREALIA_AUTH_AUDIENCE", "crealia",
                "CREALIA_AUTH_JWKS_URI", at.jwksUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET,
                "CREALIA_FACTS_QUEUE_URL", facts, "CREALIA_PRIVACY_QUEUE_URL", privacy, "CREALIA_PLAYBACK_KEY",
                "0123456789abcdef0123456789abcdef", "CREALIA_PLAYBACK_BASE_URL", "http://localhost:3000"));
        return variables;
    }

    @Test
    void delete_ready_isAcceptedAndEveryRouteSaysGone() throws Exception {
        var address = call(playback, "playback-api/playback", "assets:read").json().path("hls").asText();

        var answer = call(api, "assets-api/delete", "assets:write");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("state").asText()).isEqualTo("deleting");
        assertThat(receive(facts)).singleElement().isInstanceOf(Fact.AssetDeleting.class);
        assertThat(receive(privacy)).singleElement().isInstanceOf(Fact.AssetDeleting.class);
        var shown = call(api, "assets-api/get", "assets:read");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().properties()).extracting(Map.Entry::getKey).containsExactly("id", "state", "playable",
                "created_at", "updated_at");
        for (var read : List.of("get-at", "events", "report", "renditions", "highlights", "reels", "cost", "captions",
                "captions-get")) {
            assertThat(call(api, "assets-api/" + read, "assets:read").status()).as(read).isEqualTo(410);
        }
        for (var write : List.of("edit", "captions-put", "captions-edit", "captions-approve", "captions-delete")) {
            assertThat(call(api, "assets-api/" + write, "assets:write").status()).as(write).isEqualTo(410);
        }
        assertThat(call(api, "assets-api/list", "assets:read").json().path("data")).isEmpty();
        var start = call(playback, "playback-api/playback", "assets:read");
        assertThat(start.status()).isEqualTo(410);
        assertThat(start.json().path("code").asText()).isEqualTo("asset.deleted");
        var master = event("playback-api/play-master");
        ((ObjectNode) master.get("queryStringParameters")).put("token",
                address.substring(address.indexOf("token=") + 6));
        assertThat(send(playback, master).status()).as("an address from before").isEqualTo(410);
    }

    @Test
    void delete_again_isAcceptedAndToldOnce() throws Exception {
        var first = call(api, "assets-api/delete", "assets:write");
        var second = call(api, "assets-api/delete", "assets:write");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(receive(privacy)).hasSize(1);
    }

    @Test
    void delete_foreignMissingAndMalformed_answerAlike() throws Exception {
        var foreign = send(api, as(event("assets-api/delete"), "rival", "assets:write"));
        var missing = call(api, id("ast_01KAX3D8G07Q9T5ZK2W8X4Y6ZZ"), "assets:write");
        var malformed = call(api, id("../{$gt:1}"), "assets:write");

        assertThat(List.of(foreign, missing, malformed)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("detail").asText()).isEqualTo("There is no such asset.");
        });
        assertThat(call(api, "assets-api/delete", "assets:read").status()).as("reader").isEqualTo(403);
        assertThat(receive(privacy)).isEmpty();
    }

    @Test
    void delete_staleIfMatch_changesNothing() throws Exception {
        var stale = as(event("assets-api/delete"), "acme", "assets:write");
        ((ObjectNode) stale.get("headers")).put("If-Match", "\"stale\"");
        assertThat(send(api, stale).status()).isEqualTo(412);

        var fresh = as(event("assets-api/delete"), "acme", "assets:write");
        ((ObjectNode) fresh.get("headers")).put("If-Match",
                call(api, "assets-api/get", "assets:read").header("ETag").orElseThrow());
        assertThat(send(api, fresh).status()).isEqualTo(202);
    }

    @Test
    void onFact_requestedThenErased_isATombstone() throws Exception {
        assertThat(failures("deletion-requested")).isEmpty();
        assertThat(receive(privacy)).hasSize(1);
        assertThat(failures("ready")).isEmpty();
        assertThat(failures("erased")).isEmpty();
        assertThat(failures("erased")).isEmpty();
        assertThat(failures("later-run")).isEmpty();

        assertThat(call(api, "assets-api/get", "assets:read").json().path("state").asText()).isEqualTo("deleted");
    }

    @Test
    void onFact_erasedThoughNobodyAsked_fails() throws Exception {
        assertThat(failures("erased")).hasSize(1);
        assertThat(call(api, "assets-api/get", "assets:read").json().path("state").asText()).isEqualTo("ready");
    }

    @Test
    void delete_queueAway_isAcceptedAllTheSame() throws Exception {
        var away = new HashMap<>(environment);
        away.put("CREALIA_FACTS_QUEUE_URL", facts + "-none");
        assertThat(call(new AssetsApiHandler(away), "assets-api/delete", "assets:write").status()).isEqualTo(202);
        assertThat(receive(privacy)).isEmpty();

        // Half a minute later it is told; see DeleteAssetTest.
        var answer = Json.parse(run(new AssetsSweeperHandler(environment), event("assets-sweeper/schedule")));

        assertThat(answer).isEqualTo(Json.parse("{\"told\":0,\"failed\":0}"));
    }

    private List<String> failures(String event) throws IOException {
        return Json.parse(run(onFact, event("assets-on-fact/" + event))).path("batchItemFailures")
                .findValuesAsText("itemIdentifier");
    }

    private static Answer call(RequestStreamHandler function, String event, String scope) throws IOException {
        return call(function, event(event), scope);
    }

    private static Answer call(RequestStreamHandler function, ObjectNode event, String scope) throws IOException {
        return send(function, as(event, "acme", scope));
    }

    private static Answer send(RequestStreamHandler function, ObjectNode event) throws IOException {
        return new Answer(Json.parse(run(function, event)));
    }

    private static byte[] run(RequestStreamHandler function, ObjectNode event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        return out.toByteArray();
    }

    private static ObjectNode id(String id) throws IOException {
        var event = event("assets-api/delete");
        ((ObjectNode) event.get("pathParameters")).put("asset_id", id);
        return event;
    }

    private static ObjectNode event(String name) throws IOException {
        return (ObjectNode) Json.parse(
                Files.readAllBytes(Path.of(System.getProperty("crealia.root"), "events", name + ".json")));
    }

    private static ObjectNode as(ObjectNode event, String tenant, String scope) {
        ((ObjectNode) event.get("headers")).put("Authorization", "Bearer "
                + cloud.issueToken(new TokenRequest("user-1", tenant, List.of(scope), Duration.ofMinutes(5))));
        return event;
    }

    private static List<Fact> receive(String queue) {
        var received = new ArrayList<Fact>();
        while (true) {
            var messages = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
            if (messages.isEmpty()) {
                return received;
            }
            for (var message : messages) {
                received.add(FactCodec.decode(message.body()));
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }
}
