package io.crealia.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.S3MediaStore;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.testkit.TestContext;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import io.crealia.timedtext.TranscriptJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function as deployed, with the payloads of {@code events/}, on the embedded cloud and a stand-in for a provider. */
final class EnrichFunctionTest {
    private static final String BUCKET = "crealia-dev-media";
    /** The asset and run that the payloads speak of. */
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;
    private static FaultyProvider provider;
    private static AwsClients clients;
    private static MediaStore store;
    private static Map<String, String> environment;
    private static String facts;
    private static String assets;
    private static int runs;
    private String ulid;
    private AiOnEnrichHandler handler;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3, Service.SQS, Service.MONGO));
        cloud.createBucket(BUCKET);
        facts = cloud.createQueue(QueueSpec.named("facts")).toString();
        assets = cloud.createQueue(QueueSpec.named("assets")).toString();
        provider = FaultyProvider.start();
        var endpoints = cloud.endpoints();
        environment = new HashMap<>(Map.of("AWS_REGION", endpoints.region(), "AWS_ACCESS_KEY_ID",
                endpoints.accessKeyId(), "AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                endpoints.s3().toString(), "AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString(), "CREALIA_MONGO_URI",
                endpoints.mongoUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET, "CREALIA_FACTS_QUEUE_URL", facts,
                "CREALIA_ASSETS_QUEUE_URL", assets));
        environment.putAll(Map.of("CREALIA_AI_TEXT", "openai", "CREALIA_AI_BASE_URL", provider.base().toString(),
                "CREALIA_AI_KEY", "key", "CREALIA_AI_TEXT_MODEL", "model-1", "CREALIA_AI_PRICE_INPUT_MILLION", "60000",
                "CREALIA_AI_PRICE_OUTPUT_MILLION", "240000"));
        clients = new AwsClients(AwsSettings.of(new Environment(environment)));
        store = new S3MediaStore(clients::s3, BUCKET);
    }

    @AfterAll
    static void stop() {
        provider.close();
        cloud.close();
    }

    @BeforeEach
    void asset() {
        provider.reset();
        ulid = "%026d".formatted(++runs);
        handler = new AiOnEnrichHandler(environment);
        var spoken = Spoken.coffee();
        put("transcode/1/speech.wav", Sounds.wav(spoken.at(), ms -> ms > 12_000 && ms < 32_000 ? 0.3 : 0.2));
        put("captions/1/words.json", Json.bytes(TranscriptJson.write(spoken.transcript())));
        var transcode = Json.object().put("schema", 1).put("duration_ms", spoken.at());
        transcode.putArray("renditions").addObject().put("kind", "speech").put("state", "ready").put("key",
                run() + "transcode/1/speech.wav");
        put("transcode/1/result.json", Json.bytes(transcode));
        put("captions/1/result.json", Json.bytes(Json.object().put("schema", 1).put("state", "published")
                .put("language", "en").put("words_key", run() + "captions/1/words.json")));
    }

    @Test
    void handle_enrich_tellsResultAndCosts() throws IOException {
        assertThat(call("enrich")).isEmpty();
        assertThat(receive(facts)).singleElement().isInstanceOfSatisfying(Fact.StepSucceeded.class,
                fact -> assertThat(fact.resultKey()).isEqualTo(run() + "enrich/1/result.json"));
        var result = result("enrich");
        assertThat(result.path("title").asText()).isEqualTo("How bread rises");
        assertThat(result.path("hashtags")).hasSize(3);
        assertThat(result.at("/made_by/model").asText()).isEqualTo("model-1");
        assertThat(result.at("/usage/micros").asLong()).isPositive();
        assertThat(receive(assets)).extracting(fact -> ((Fact.CostRecorded) fact).kind())
                .containsExactlyInAnyOrder(CostKind.ESTIMATE, CostKind.ACTUAL);
        var request = Json.parse(provider.requests().getFirst().body());
        assertThat(request.at("/messages/0/content").asText()).doesNotContain("coffee");
        assertThat(request.at("/messages/1/content").asText()).contains("Grind your coffee beans");
    }

    @Test
    void handle_highlights_areRankedByScoreAndModel() throws IOException {
        assertThat(call("highlights")).isEmpty();
        assertThat(receive(facts)).singleElement().isInstanceOf(Fact.StepSucceeded.class);
        var result = result("highlights");
        assertThat(result.at("/highlights/0/text").asText()).contains("ground coffee loses its taste");
        assertThat(result.at("/highlights/0/terms/loudness").asDouble()).isGreaterThan(0.5);
        assertThat(result.at("/highlights/0/terms/rerank").asDouble()).isEqualTo(1);
        receive(assets);
    }

    @Test
    void handle_sameRequestTwice_buysOnce() throws IOException {
        call("enrich");
        call("enrich");
        assertThat(receive(facts)).hasSize(2).extracting(fact -> fact.header().id()).containsOnly(
                "evt_wfl_" + ulid + ".enrich.1.succeeded");
        assertThat(provider.requests()).hasSize(1);
        assertThat(receive(assets)).extracting(fact -> fact.header().id()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRIPT_TAGS", "OBEYED_TRANSCRIPT", "RTL_OVERRIDE", "MONGO_OPERATORS", "MISSING_FIELDS",
            "ADDRESSES"})
    void handle_hostileProvider_failsEnrichAndLeavesScores(Fault fault) throws IOException {
        provider.always(fault);
        assertThat(call("enrich")).isEmpty();
        assertThat(receive(facts)).singleElement().isInstanceOfSatisfying(Fact.StepFailed.class, fact -> {
            assertThat(fact.code()).isEqualTo("ai.malformed");
            assertThat(fact.detail()).doesNotContain("<", "evil", "$", "\u202E");
        });
        assertThat(call("highlights")).isEmpty();
        assertThat(receive(facts)).singleElement().isInstanceOf(Fact.StepSucceeded.class);
        var text = Json.text(result("highlights"));
        assertThat(text).contains("so the scores alone decide").doesNotContain("<", "evil", "$where", "\u202E");
        receive(assets);
    }

    @Test
    void handle_cancelled_isDone() throws IOException {
        assertThat(call("cancel")).isEmpty();
        assertThat(receive(facts)).isEmpty();
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void handle_foreignFact_isAFailedRecord() throws IOException {
        assertThat(call("foreign-fact")).hasSize(1);
        assertThat(receive(facts)).isEmpty();
    }

    @Test
    void start_underSnapStart_rehearsesWithoutATrace() throws IOException {
        var snap = new HashMap<>(environment);
        snap.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        handler = new AiOnEnrichHandler(snap);
        assertThat(receive(facts)).isEmpty();
        assertThat(provider.requests()).isEmpty();
        assertThat(clients.s3().listObjectsV2(list -> list.bucket(BUCKET).prefix("rehearsal")).contents()).isEmpty();
        assertThat(call("cancel")).isEmpty();
    }

    @Test
    void start_withoutAnyServer_isRehearsedToo() throws IOException {
        var snap = new HashMap<>(environment);
        snap.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        snap.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        handler = new AiOnEnrichHandler(snap);
        assertThat(call("cancel")).isEmpty();
        assertThat(receive(facts)).isEmpty();
    }

    private List<String> call(String event) throws IOException {
        var payload = Files.readString(
                Path.of(System.getProperty("crealia.root"), "events/ai-on-enrich", event + ".json"))
                .replace(ULID, ulid);
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(payload.getBytes()), out, new TestContext("ai-on-enrich"));
        return Json.parse(out.toByteArray()).path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    private static List<Fact> receive(String queue) {
        var messages = clients.sqs().receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(message -> clients.sqs()
                .deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages.stream().map(message -> FactCodec.decode(message.body())).toList();
    }

    private JsonNode result(String step) {
        return Json.parse(store.get(run() + step + "/1/result.json", 1_000_000).orElseThrow());
    }

    private void put(String name, byte[] content) {
        store.put(run() + name, content, "application/octet-stream");
    }

    private String run() {
        return "acme/ast_" + ulid + "/wfl_" + ulid + "/";
    }
}
