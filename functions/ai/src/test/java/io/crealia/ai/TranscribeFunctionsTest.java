package io.crealia.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.adapter.MongoTranscriptionRepository;
import io.crealia.ai.adapter.S3MediaStore;
import io.crealia.ai.port.Cloud;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.TestContext;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two functions with each of their payloads, on the embedded cloud; no provider is there, and none is asked. */
final class TranscribeFunctionsTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final AssetId ASSET = new AssetId("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC");
    private static final String RUN = TENANT + "/" + ASSET + "/wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC/";

    @TempDir
    private static Path directory;
    private static Cloud cloud;
    private static AwsClients clients;
    private static Map<String, String> environment;
    private static AiOnTranscribeHandler transcribe;
    private static AiOnTranscriptionStateHandler states;
    private static S3MediaStore store;
    private static MongoConnection mongo;
    private static String queue;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(directory, Service.S3, Service.SQS, Service.MONGO);
        var endpoints = cloud.embedded().endpoints();
        cloud.embedded().createBucket(Cloud.BUCKET);
        environment = new HashMap<>(Map.of("AWS_REGION", endpoints.region(), "AWS_ACCESS_KEY_ID",
                endpoints.accessKeyId(), "AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                endpoints.s3().toString(), "AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString(), "CREALIA_MONGO_URI",
                endpoints.mongoUri().toString(), "CREALIA_MEDIA_BUCKET", Cloud.BUCKET, "CREALIA_AI_BASE_URL",
                "http://127.0.0.1:1", "CREALIA_AI_SPEECH_MODEL", "none"));
        environment.put("CREALIA_AI_KEY", "unused");
        environment.put("CREALIA_AI_PRICE_SPEECH_MINUTE", "0");
        clients = new AwsClients(AwsSettings.of(new Environment(environment)));
        queue = clients.sqs().createQueue(create -> create.queueName("facts")).queueUrl();
        environment.put("CREALIA_FACTS_QUEUE_URL", queue);
        environment.put("CREALIA_ASSETS_QUEUE_URL", queue);
        transcribe = new AiOnTranscribeHandler(environment);
        states = new AiOnTranscriptionStateHandler(environment);
        store = new S3MediaStore(clients::s3, Cloud.BUCKET);
        mongo = new MongoConnection(() -> environment.get("CREALIA_MONGO_URI"), "crealia");
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @BeforeEach
    void give() {
        facts();
        store.put(RUN + "transcode/1/result.json",
                "{\"schema\":1,\"duration_ms\":900,\"renditions\":[]}".getBytes(StandardCharsets.UTF_8),
                "application/json");
        var words = new Transcript("en", Transcript.UPLOADED, List.of(new Word("Hello.", 0, 900, 1, true)));
        store.put("acme/words.json", Json.bytes(TranscriptJson.write(words)), "application/json");
        store.put("acme/captions.vtt", "WEBVTT\n".getBytes(StandardCharsets.UTF_8), "text/vtt");
        store.put("acme/captions.srt", new byte[0], "application/x-subrip");
        store.put(MediaKeys.humanCaptions(TENANT, ASSET),
                Json.bytes(Json.object().put("schema", 1).put("language", "en").put("words_key", "acme/words.json")
                        .put("vtt_key", "acme/captions.vtt").put("srt_key", "acme/captions.srt").put("hash", "1")),
                "application/json");
    }

    @Test
    void transcribe_humanCaptions_areThePublishedResult() throws IOException {
        for (var event : List.of("captions", "again", "with-script")) {
            assertThat(transcribe(event)).isEqualTo("{\"batchItemFailures\":[]}");
        }
        assertThat(facts()).hasSize(4).allSatisfy(fact -> assertThat(fact).isInstanceOfSatisfying(
                Fact.StepSucceeded.class, succeeded -> assertThat(succeeded.resultKey())
                        .isEqualTo(RUN + "captions/1/result.json")));
        assertThat(Json.parse(store.get(RUN + "captions/1/result.json", 10_000).orElseThrow()).path("origin").asText())
                .isEqualTo("uploaded");
    }

    @Test
    void transcribe_cancelled_isForgotten() throws IOException {
        assertThat(transcribe("cancel")).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(facts()).isEmpty();
    }

    @Test
    void transcribe_anotherQueuesFact_isAFailedRecord() throws IOException {
        assertThat(transcribe("foreign-fact")).contains("itemIdentifier");
        assertThat(transcribe("foreign-step")).contains("itemIdentifier");
    }

    @Test
    void states_overOrFailed_goOnWithWhoWaits() throws IOException {
        var waiting = new MongoTranscriptionRepository(mongo.collection(MongoTranscriptionRepository.COLLECTION));
        for (var event : List.of("completed", "failed")) {
            waiting.keep(request());
            assertThat(state("in-progress")).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(facts()).isEmpty();
            assertThat(state(event)).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(state(event)).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(facts()).singleElement().isInstanceOf(Fact.StepSucceeded.class);
        }
    }

    @Test
    void states_foreign_areIgnoredOrFailed() throws IOException {
        assertThat(state("somebody-elses-job")).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(state("foreign-source")).contains("itemIdentifier");
        assertThat(state("unknown-status")).contains("itemIdentifier");
    }

    @Test
    void start_underSnapStart_rehearsesWithoutAnyServer() throws IOException {
        var frozen = new HashMap<>(environment);
        frozen.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        frozen.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        frozen.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1");
        frozen.put("CREALIA_MONGO_URI", "mongodb://127.0.0.1:1");
        var nothing = "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8);
        assertThat(answer(new AiOnTranscribeHandler(frozen)::handleRequest, nothing))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(answer(new AiOnTranscriptionStateHandler(frozen)::handleRequest, nothing))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    private interface Handler {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out, TestContext context) throws IOException;
    }

    private static String transcribe(String event) throws IOException {
        return answer(transcribe::handleRequest, payload("ai-on-transcribe", event));
    }

    private static String state(String event) throws IOException {
        return answer(states::handleRequest, payload("ai-on-transcription-state", event));
    }

    private static String answer(Handler handler, byte[] event) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handle(new ByteArrayInputStream(event), out, new TestContext("test"));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] payload(String function, String event) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("crealia.root"), "events", function, event + ".json"));
    }

    private static Fact.StepRequested request() throws IOException {
        var body = Json.parse(payload("ai-on-transcribe", "captions")).path("Records").path(0).path("body").asText();
        return (Fact.StepRequested) FactCodec.decode(body);
    }

    private static List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        while (true) {
            var messages = clients.sqs().receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return facts;
            }
            for (var message : messages) {
                facts.add(FactCodec.decode(message.body()));
                clients.sqs().deleteMessage(
                        delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }
}
