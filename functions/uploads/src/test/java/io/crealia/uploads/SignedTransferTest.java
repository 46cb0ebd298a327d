package io.crealia.uploads;

import static io.crealia.uploads.fake.Samples.MIB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.testkit.ApiCall;
import io.crealia.uploads.fake.Cloud;
import io.crealia.uploads.fake.Events;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.fake.Put;
import io.crealia.uploads.fake.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The deployed handlers against real servers: what a client signs for is what the store takes, and nothing else. */
@ExtendWith(Cloud.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignedTransferTest {
    /** What the payloads announce. */
    private static final String DIGEST = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
    private final Cloud cloud;
    private final String token;
    private final UploadsApiHandler api;
    private final ObjectCreatedHandler objectCreated;
    private final UploadsSweeperHandler sweeper;
    private final S3Client s3;
    private final SqsClient sqs;
    private final List<String> sent = new ArrayList<>();
    private final byte[] content = Samples.mp4((int) MIB, 1);

    SignedTransferTest(Cloud cloud) {
        this.cloud = cloud;
        var environment = cloud.environment("functions-" + UUID.randomUUID());
        token = cloud.embedded().issueToken(new TokenRequest("creator-1", "acme",
                List.of("uploads:read", "uploads:write"), Duration.ofHours(1)));
        api = new UploadsApiHandler(environment);
        objectCreated = new ObjectCreatedHandler(environment);
        sweeper = new UploadsSweeperHandler(environment);
        s3 = cloud.clients().s3();
        sqs = cloud.clients().sqs();
    }

    @AfterAll
    void disconnect() {
        s3.close();
        sqs.close();
    }

    @Test
    void put_asSigned_becomesAnAssetAndOneFact() {
        var upload = start(content);
        var id = upload.path("id").asText();

        assertThat(put(upload).send(content)).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(announce("put", id)).isEmpty();
        }

        assertThat(state(id)).isEqualTo("asset_created");
        assertThat(media(upload)).isEqualTo(content);
        assertThat(facts(id)).singleElement().isInstanceOfSatisfying(Fact.UploadAccepted.class, fact -> {
            assertThat(fact.uploadId().value()).isEqualTo(id);
            assertThat(fact.header().assetId().value()).isEqualTo(upload.path("asset_id").asText());
            assertThat(fact.source().bucket()).isEqualTo(Cloud.MEDIA);
        });
    }

    @Test
    void put_againstTheSignature_isRefused() {
        var put = put(start(content));
        var longer = Arrays.copyOf(content, content.length + 1);
        var other = Samples.mp4(content.length, 2);

        assertThat(put.send(Arrays.copyOf(content, content.length - 1))).as("shorter").isBetween(400, 499);
        assertThat(put.send(longer)).as("longer").isBetween(400, 499);
        assertThat(put.send(other)).as("other content").isBetween(400, 499);
        assertThat(put.with("x-amz-checksum-sha256", InMemoryBuckets.sha256(other).base64()).send(other))
                .as("other checksum").isBetween(400, 499);
        assertThat(put.with("content-type", "text/html").send(content)).as("other type").isBetween(400, 499);
        assertThat(put.without("if-none-match").send(content)).as("without condition").isBetween(400, 499);
        assertThat(put.without("x-amz-checksum-sha256").send(content)).as("without checksum").isBetween(400, 499);
        assertThat(put.to(put.url().replace("/source?", "/other?")).send(content)).as("other key").isBetween(400, 499);
        assertThat(put.to(put.url().replace("X-Amz-Expires=900", "X-Amz-Expires=90000")).send(content))
                .as("longer life").isBetween(400, 499);
        assertThat(put.send(content)).as("as signed").isEqualTo(200);
        assertThat(put.send(content)).as("a second time").isBetween(400, 499);
    }

    @Test
    void start_repeatedByManyAtOnce_isOneUploadAndOneAnswer() throws Exception {
        var event = event("start", content, UUID.randomUUID().toString());
        var calls = Collections.nCopies(16, (Callable<JsonNode>) () -> call(event));

        var answers = new HashSet<JsonNode>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }

        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.path("id").isTextual()).isTrue());
    }

    @Test
    void multipart_threePartsWithOneSentAgain_becomesAnAsset() {
        var whole = Samples.mp4((int) (15 * MIB), 3);
        var upload = start("start-multipart", whole);
        var id = upload.path("id").asText();
        assertThat(upload.at("/multipart/part_count").asInt()).isEqualTo(3);

        var wrong = Samples.mp4((int) (5 * MIB), 9);
        assertThat(part(id, 1, wrong).send(wrong)).isEqualTo(200);
        for (int number = 3; number >= 1; number--) {
            var bytes = Arrays.copyOfRange(whole, (int) ((number - 1) * 5 * MIB), (int) (number * 5 * MIB));
            assertThat(part(id, number, bytes).send(bytes)).isEqualTo(200);
        }
        assertThat(part(id, 2, wrong).send(Samples.mp4((int) (5 * MIB), 8))).as("other content").isBetween(400, 499);
        assertThat(part(id, 2, wrong).send(new byte[9])).as("shorter").isBetween(400, 499);
        assertThat(call(named("list-parts", id)).path("parts")).hasSize(3);
        assertThat(state(id)).isEqualTo("uploading");

        assertThat(call(named("complete", id)).path("state").asText()).isEqualTo("processing");
        assertThat(call(named("complete", id)).path("state").asText()).isEqualTo("processing");
        assertThat(announce("multipart-complete", id)).isEmpty();
        assertThat(state(id)).isEqualTo("asset_created");
        assertThat(Arrays.equals(media(upload), whole)).isTrue();
    }

    @Test
    void put_aPageNamedLikeAVideo_isRejected() {
        var page = "<!DOCTYPE html><script>alert(1)</script>".getBytes(UTF_8);
        var upload = start(page);
        var id = upload.path("id").asText();

        assertThat(put(upload).send(page)).isEqualTo(200);
        assertThat(announce("put", id)).isEmpty();

        var errored = call(named("get", id));
        assertThat(errored.path("state").asText()).isEqualTo("errored");
        assertThat(errored.at("/reason/code").asText()).isEqualTo("upload.not_media");
        assertThat(facts(id)).singleElement().isInstanceOf(Fact.UploadRejected.class);
    }

    @Test
    void cancel_beforeTheObjectCame_deletesIt() {
        var upload = start(content);
        var id = upload.path("id").asText();

        assertThat(invoke(named("cancel", id)).path("statusCode").asInt()).isEqualTo(204);
        assertThat(put(upload).send(content)).isEqualTo(200);
        assertThat(announce("put", id)).isEmpty();

        assertThat(state(id)).isEqualTo("cancelled");
        assertThat(s3.listObjectsV2(request -> request.bucket(Cloud.INCOMING).prefix("acme/" + id)).contents())
                .isEmpty();
    }

    @Test
    void sweep_nothingOverdue_saysSo() {
        start(content);

        assertThat(
                Json.text(Events.invoke(sweeper::handleRequest, Events.read("uploads-sweeper", "schedule", Map.of()))))
                .isEqualTo("{\"looked\":0,\"decided\":0,\"timed_out\":0,\"relayed\":0,\"aborted\":0,\"failed\":0}");
    }

    private JsonNode start(byte[] bytes) {
        return start("start", bytes);
    }

    private JsonNode start(String name, byte[] bytes) {
        return call(event(name, bytes, UUID.randomUUID().toString()));
    }

    private JsonNode event(String name, byte[] bytes, String key) {
        return Events.read("uploads-api", name, Map.of(Events.TOKEN, token, "4f9a1c5e", key, " 1048576,",
                " " + bytes.length + ",", "157286400", Integer.toString(bytes.length), DIGEST,
                InMemoryBuckets.sha256(bytes).base64()));
    }

    private JsonNode named(String name, String id) {
        return Events.read("uploads-api", name,
                Map.of(Events.TOKEN, token, Events.UPLOAD, id, "4f9a1c5e", UUID.randomUUID().toString()));
    }

    private JsonNode invoke(JsonNode event) {
        return Events.invoke(api::handleRequest, event);
    }

    private JsonNode call(JsonNode event) {
        var answer = new ApiCall.Answer(invoke(event));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }

    private String state(String id) {
        return call(named("get", id)).path("state").asText();
    }

    private Put part(String id, int number, byte[] bytes) {
        var event = (ObjectNode) named("sign-parts", id);
        var body = Json.object();
        body.putArray("parts").addObject().put("part_number", number).put("checksum_sha256",
                InMemoryBuckets.sha256(bytes).base64());
        return request(call(event.put("body", Json.text(body))).at("/parts/0"));
    }

    private static Put put(JsonNode upload) {
        return request(upload.path("put"));
    }

    private static Put request(JsonNode signed) {
        var headers = new HashMap<String, String>();
        signed.path("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Put(signed.path("url").asText(), headers);
    }

    private List<String> announce(String name, String id) {
        return Events
                .failures(Events.invoke(objectCreated::handleRequest, Events.read("uploads-on-object-created", name,
                        Map.of("crealia-local-incoming", Cloud.INCOMING, Events.UPLOAD, id))));
    }

    private byte[] media(JsonNode upload) {
        var key = "acme/" + upload.path("asset_id").asText() + "/source/original";
        return s3.getObjectAsBytes(request -> request.bucket(Cloud.MEDIA).key(key)).asByteArray();
    }

    /** All that were sent of one upload; the queue has those of other tests too. */
    private List<Fact> facts(String uploadId) {
        var queue = cloud.environment("").get("CREALIA_FACTS_QUEUE_URL");
        for (var messages = receive(queue); !messages.isEmpty(); messages = receive(queue)) {
            for (var message : messages) {
                sent.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
        return sent.stream().filter(body -> body.contains(uploadId)).map(FactCodec::decode).toList();
    }

    private List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
    }
}
