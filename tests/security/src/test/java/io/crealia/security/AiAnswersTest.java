package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.AiOnEnrichHandler;
import io.crealia.e2e.Edition;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Corpus;
import io.crealia.security.base.Corpus.Input;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import io.crealia.testkit.TestContext;
import io.crealia.testkit.ai.FaultyProvider;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A fully hostile model behind the function that words titles: what is not plain text in its place is not taken. */
@ExtendWith(SharedEdition.class)
class AiAnswersTest {
    private static final String BUCKET = "crealia-local-media";
    /** What the payload of {@code events/} speaks of. */
    private static final String RECORDED = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final String SPOKEN = "Bread needs time, friends. Give the dough an hour and keep it warm. "
            + "Yeast eats sugar and makes the dough rise. Then bake it until the crust is dark and sings. "
            + "Let it cool before you cut it, or the crumb will stick to your knife.";

    private final Target target;
    private final FaultyProvider provider = FaultyProvider.start();
    private final Tally tally = Tally.of("ai-answers");
    private final String facts;
    private int runs;

    AiAnswersTest(Target target) {
        this.target = target;
        this.facts = target.edition().local().cloud().createQueue(QueueSpec.named("hostile-model-facts")).toString();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void enrich_hostileAnswer_isNotTaken() throws IOException {
        var before = target.state();
        for (var input : Corpus.read("ai-answers")) {
            judge(input, new AiOnEnrichHandler(environment()));
        }
        var elsewhere = before.changes(target.state()).stream()
                .filter(change -> !change.matches(".*acme.*")).toList();
        assertThat(elsewhere).as("changes outside the tenant").isEmpty();
        tally.verify();
    }

    private void judge(Input input, AiOnEnrichHandler handler) throws IOException {
        var ulid = "%026d".formatted(++runs);
        var run = "acme/ast_" + ulid + "/wfl_" + ulid + "/";
        prepare(run);
        provider.reset();
        provider.chat().set(document -> answer(document, input));
        var begin = System.nanoTime();
        call(handler, ulid);
        tally.input(input.id(), Duration.ofNanos(System.nanoTime() - begin), 0);
        assertThat(provider.requests()).as(input + " was asked for").isNotEmpty();
        var result = get(run + "enrich/1/result.json");
        if (result.isPresent() != input.text("expect").equals("taken")) {
            tally.acceptedWrongly(input.id(), result.map(Json::text).orElse("a plain answer was refused"));
        }
        var told = told();
        if (!input.text("expect").equals("taken") && input.json().get("value").isTextual()
                && input.json().get("value").textValue().length() > 8
                && told.contains(Json.text(input.json().get("value")).replaceAll("^\"|\"$", ""))) {
            tally.acceptedWrongly(input.id(), "quoted in " + told);
        }
    }

    /** A right answer to the task with one member of it replaced. */
    private static ObjectNode answer(JsonNode document, Input input) {
        var answer = Json.object().put("title", "How bread rises").put("description", "What yeast does to dough.");
        answer.putArray("hashtags").add("#bread").add("#baking").add("#yeast");
        answer.putArray("chapters").addObject().put("sentence", 0).put("title", "Beginning");
        answer.putObject("moderation").put("flagged", false).putArray("categories");
        assertThat(document.path("task").asText()).isNotEqualTo("rerank");
        var at = input.text("at");
        var slash = at.lastIndexOf('/');
        ((ObjectNode) answer.at(at.substring(0, slash))).set(at.substring(slash + 1), input.json().get("value"));
        return answer;
    }

    private Map<String, String> environment() {
        var endpoints = target.edition().local().cloud().endpoints();
        var environment = new HashMap<>(Map.of("AWS_REGION", endpoints.region(), "AWS_ACCESS_KEY_ID",
                endpoints.accessKeyId(), "AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                endpoints.s3().toString(), "AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString(), "CREALIA_MONGO_URI",
                endpoints.mongoUri().toString(), "CREALIA_MEDIA_BUCKET", BUCKET));
        environment.putAll(Map.of("CREALIA_FACTS_QUEUE_URL", facts, "CREALIA_ASSETS_QUEUE_URL", facts,
                "CREALIA_AI_TEXT", "openai", "CREALIA_AI_BASE_URL", provider.base().toString(), "CREALIA_AI_KEY",
                "key", "CREALIA_AI_TEXT_MODEL", "model-1", "CREALIA_AI_PRICE_INPUT_MILLION", "60000",
                "CREALIA_AI_PRICE_OUTPUT_MILLION", "240000"));
        return environment;
    }

    private void prepare(String run) {
        var words = new ArrayList<Word>();
        for (var word : SPOKEN.split(" ")) {
            words.add(new Word(word, words.size() * 300L, words.size() * 300L + 300, 1, false));
        }
        var transcript = new Transcript("en", Transcript.SCRIPT, words);
        put(run + "captions/1/words.json", TranscriptJson.write(transcript));
        put(run + "captions/1/result.json", Json.object().put("schema", 1).put("state", "published")
                .put("language", "en").put("words_key", run + "captions/1/words.json"));
        var transcode = Json.object().put("schema", 1).put("duration_ms", words.size() * 300L);
        transcode.putArray("renditions");
        put(run + "transcode/1/result.json", transcode);
    }

    private void put(String key, JsonNode content) {
        target.s3().putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(Json.bytes(content)));
    }

    private Optional<JsonNode> get(String key) {
        try {
            return Optional.of(Json.parse(target.s3()
                    .getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static void call(AiOnEnrichHandler handler, String ulid) throws IOException {
        var event = Files.readString(Edition.ROOT.resolve("events/ai-on-enrich/enrich.json")).replace(RECORDED, ulid)
                .replace("crealia-dev-media", BUCKET);
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out,
                new TestContext("ai-on-enrich"));
        assertThat(Json.parse(out.toByteArray()).path("batchItemFailures")).isEmpty();
    }

    /** What the function told the others, which is not to quote a model. */
    private String told() {
        var messages = target.sqs()
                .receiveMessage(request -> request.queueUrl(facts).maxNumberOfMessages(10)).messages();
        messages.forEach(message -> target.sqs()
                .deleteMessage(request -> request.queueUrl(facts).receiptHandle(message.receiptHandle())));
        return String.join("\n", messages.stream().map(message -> message.body()).toList());
    }
}
