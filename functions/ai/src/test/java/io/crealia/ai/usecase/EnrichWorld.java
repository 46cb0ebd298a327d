package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.Sounds;
import io.crealia.ai.Spoken;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.ai.port.ScriptedTextModel;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.timedtext.TranscriptJson;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything around enrich and highlights, in memory, with one run of one asset. */
final class EnrichWorld {
    static final TenantId TENANT = new TenantId("acme");
    static final AssetId ASSET = new AssetId(AssetId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y");
    static final RunId RUN = new RunId(RunId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y");
    static final String GOOD = """
            {"title":"Coffee at home","description":"How to brew coffee without a machine.",
             "hashtags":["#coffee","#water","#home"],
             "chapters":[{"sentence":0,"title":"Hello"},{"sentence":3,"title":"Grind"},{"sentence":9,"title":"Brew"}],
             "moderation":{"flagged":false,"categories":[]}}""";

    final MovableClock clock = new MovableClock();
    final InMemoryMediaStore store = new InMemoryMediaStore();
    final RecordingSender sender = new RecordingSender();
    final ScriptedTextModel texts = new ScriptedTextModel().on("crealia_enrich", _ -> GOOD).on("crealia_rerank",
            _ -> "{\"ranking\":[\"c1\"]}");
    final Map<Step, String> results = new EnumMap<>(Step.class);
    String preset = "promotional";
    String model = "scripted/scripted-1";

    /** A run whose captions are published. */
    static EnrichWorld captioned(Spoken spoken) {
        var world = new EnrichWorld();
        world.transcoded(spoken.at(), Sounds.wav(spoken.at(), ms -> ms > 12_000 && ms < 32_000 ? 0.3 : 0.2));
        world.captions(spoken, "published");
        return world;
    }

    static EnrichWorld captioned() {
        return captioned(Spoken.coffee());
    }

    void transcoded(long durationMs, byte[] wav) {
        var speech = folder(Step.TRANSCODE) + "speech/speech.wav";
        store.put(speech, wav, "audio/wav");
        var document = Json.object().put("schema", 1).put("duration_ms", durationMs);
        document.putArray("renditions").addObject().put("name", "speech").put("kind", "speech").put("state", "ready")
                .put("key", speech);
        result(Step.TRANSCODE, document);
    }

    void captions(Spoken spoken, String state) {
        var words = folder(Step.CAPTIONS) + "words.json";
        store.put(words, Json.bytes(TranscriptJson.write(spoken.transcript())), "application/json");
        result(Step.CAPTIONS, Json.object().put("schema", 1).put("state", state).put("origin", "script")
                .put("language", "en").put("words_key", words).put("audio_ms", spoken.at()));
    }

    void result(Step step, JsonNode document) {
        var key = folder(step) + "result.json";
        store.put(key, Json.bytes(document), "application/json");
        results.put(step, key);
    }

    Fact.StepRequested request(Step step, int attempt) {
        return new Fact.StepRequested(header(), new StepToken(RUN, step, attempt),
                new SourceObject("crealia-test-media", MediaKeys.source(TENANT, ASSET), "etag", 1_000_000, "mp4"),
                results,
                new RunParameters("auto-reels", preset, Optional.empty(), Optional.empty()));
    }

    void drive(Fact fact) {
        var reuse = new StepReuse(store);
        new EnrichOnStep(new EnrichStep(store, reuse, texts, model), new HighlightsStep(store, reuse, texts, model),
                new TellStep(new StepFacts(clock), sender))
                .execute(fact, new Deadline(clock.instant().plus(Duration.ofMinutes(1))));
    }

    /** Drives a first attempt and reads its result. */
    JsonNode succeed(Step step) {
        return succeed(step, 1);
    }

    JsonNode succeed(Step step, int attempt) {
        drive(request(step, attempt));
        return document(((Fact.StepSucceeded) facts().getLast()).resultKey());
    }

    JsonNode document(String key) {
        return Json.parse(store.get(key, 1_000_000).orElseThrow());
    }

    List<Fact> facts() {
        return sender.facts(QueueName.FACTS);
    }

    static Fact.Header header() {
        return new Fact.Header("evt_request", MovableClock.START, TENANT, ASSET, "correlation-1");
    }

    private static String folder(Step step) {
        return MediaKeys.attempt(TENANT, ASSET, new StepToken(RUN, step, 1));
    }
}
