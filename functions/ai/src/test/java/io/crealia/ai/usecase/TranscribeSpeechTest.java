package io.crealia.ai.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.domain.speech.Sounds;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.ai.port.InMemoryTranscriptionRepository;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TranscribeSpeechTest {
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final TenantId TENANT = new TenantId("acme");
    private static final AssetId ASSET = new AssetId(AssetId.PREFIX + ULID);
    private static final String SCRIPT_KEY = MediaKeys.script(TENANT, ASSET);
    private static final String AUDIO = "acme/speech.wav";
    private static final Deadline DEADLINE = new Deadline(MovableClock.START.plusSeconds(60));
    private static byte[] speech;

    private final InMemoryMediaStore store = new InMemoryMediaStore();
    private final InMemoryTranscriptionRepository waiting = new InMemoryTranscriptionRepository();
    private final FakeRecogniser recogniser = new FakeRecogniser();
    private final RecordingSender sender = new RecordingSender();
    private final TellStep tell = new TellStep(new StepFacts(new MovableClock()), sender);
    private Optional<String> language = Optional.empty();
    private TranscribeSpeech transcribe = new TranscribeSpeech(store, recogniser, "ear-1", waiting, tell);

    /** Two seconds of silence, about five of speech, four of silence. */
    @BeforeAll
    static void speak() {
        speech = Sounds.wav(Sounds.then(Sounds.silence(2), Sounds.spoken("Today we look at how a small team ships "
                + "video to the whole world."), Sounds.silence(4)));
    }

    @BeforeEach
    void encode() {
        transcoded(true);
        store.put(AUDIO, speech, "audio/wav");
    }

    @Test
    void execute_noScript_isWhatWasHeardAndNeedsReview() {
        recogniser.hears(true, word("Today", 2100, 2400), word("we", 2500, 2600), word("<i>look</i>", 2700, 3000),
                word("invented", 9000, 9400));
        var result = succeeded(request(1));
        assertThat(result.path("state").asText()).isEqualTo("needs_review");
        assertThat(result.path("origin").asText()).isEqualTo("recognised");
        assertThat(result.path("language").asText()).isEqualTo("en-GB");
        assertThat(result.path("word_count").asInt()).isEqualTo(3);
        assertThat(result.path("audio_ms").asLong()).isEqualTo((speech.length - 44) / 32);
        assertThat(result.path("speech_ms").asLong()).isBetween(2000L, 6000L);
        assertThat(result.path("made_by").toString()).isEqualTo("{\"provider\":\"fake\",\"model\":\"ear-1\"}");
        assertThat(result.path("notes").toString())
                .isEqualTo("[\"A draft.\",\"1 words were left out, as nobody speaks where they were heard.\"]");
        assertThat(text(result.path("vtt_key").asText()))
                .isEqualTo("WEBVTT\n\n00:00:02.100 --> 00:00:03.100\nToday we look\n");
        assertThat(text(result.path("srt_key").asText())).startsWith("1\r\n00:00:02,100 --> 00:00:03,100\r\nToday");
        assertThat(TranscriptJson.read(Json.parse(text(result.path("words_key").asText()))).words()).hasSize(3);
        assertThat(recogniser.orders).singleElement().satisfies(order -> {
            assertThat(order.audioKey()).isEqualTo(AUDIO);
            assertThat(order.script()).isEmpty();
        });
    }

    @Test
    void execute_providerNeedsNoReview_isPublished() {
        recogniser.hears(false, word("Today", 2100, 2400));
        assertThat(succeeded(request(1)).path("state").asText()).isEqualTo("published");
    }

    @Test
    void execute_script_isAlignedAndPublished() {
        language = Optional.of("en");
        script("Today, we <b>look</b> at\nit.");
        recogniser.hears(true, word("today", 2100, 2400), word("look", 2700, 3000), word("it", 3400, 3500));
        var result = succeeded(request(1));
        assertThat(result.path("state").asText()).isEqualTo("published");
        assertThat(result.path("origin").asText()).isEqualTo("script");
        assertThat(result.path("language").asText()).isEqualTo("en");
        assertThat(result.path("script").toString()).isEqualTo("{\"words\":5,\"aligned\":3,\"share\":0.6}");
        var words = TranscriptJson.read(Json.parse(text(result.path("words_key").asText()))).words();
        assertThat(words).extracting(Word::text).containsExactly("Today,", "we", "look", "at", "it.");
        assertThat(words).extracting(Word::estimated).containsExactly(false, true, false, true, false);
        assertThat(recogniser.orders.getFirst().script()).contains("Today, we <b>look</b> at\nit.");
    }

    @Test
    void execute_scriptOfSomethingElse_needsReviewWithANote() {
        script("This is another talk altogether");
        recogniser.hears(false, word("today", 2100, 2400), word("is", 2700, 3000));
        var result = succeeded(request(1));
        assertThat(result.path("state").asText()).isEqualTo("needs_review");
        assertThat(result.path("notes").path(1).asText()).startsWith("Only 1 of the script's 5 words were heard");
    }

    @Test
    void execute_blankOrMissingScript_isAsWithoutOne() {
        script(" \n");
        recogniser.hears(true, word("Today", 2100, 2400));
        assertThat(succeeded(request(1)).path("origin").asText()).isEqualTo("recognised");
        store.delete(SCRIPT_KEY);
        assertThat(succeeded(request(2)).path("origin").asText()).isEqualTo("recognised");
    }

    @Test
    void execute_humanCaptions_winAndAskNobody() {
        script("Today we look");
        human("{\"schema\":1,\"language\":\"de\",\"words_key\":\"acme/w\",\"vtt_key\":\"acme/v\",\"srt_key\":\"acme/s\",\"hash\":\"1\"}");
        var result = succeeded(request(1));
        assertThat(result.path("state").asText()).isEqualTo("published");
        assertThat(result.path("origin").asText()).isEqualTo("uploaded");
        assertThat(result.path("language").asText()).isEqualTo("de");
        assertThat(text(result.path("vtt_key").asText())).isEqualTo("as a person cut it");
        assertThat(result.path("vtt_key").asText()).startsWith("acme/" + ASSET);
        assertThat(recogniser.orders).isEmpty();
    }

    @Test
    void execute_humanCaptionsDamaged_failsForGood() {
        human("{\"schema\":1,\"words_key\":\"acme/w\",\"vtt_key\":\"acme/v\",\"srt_key\":\"acme/s\"}");
        store.put("acme/w", "{\"schema\":2}".getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(failed(request(1))).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("captions.uploaded");
            assertThat(failure.failure()).isEqualTo(FailureKind.PERMANENT);
            assertThat(failure.detail()).contains("/schema");
        });
    }

    @Test
    void execute_noSound_isSkipped() {
        transcoded(false);
        assertThat(succeeded(request(1)).path("skipped_reason").asText()).isEqualTo("The source has no sound.");
        assertThat(sender.facts(QueueName.FACTS)).singleElement().isInstanceOfSatisfying(Fact.StepSucceeded.class,
                fact -> assertThat(fact.skippedReason()).contains("The source has no sound."));
    }

    @Test
    void execute_noSpeech_isSkippedAndAsksNobody() {
        store.put(AUDIO, Sounds.wav(Sounds.silence(5)), "audio/wav");
        assertThat(succeeded(request(1)).path("skipped_reason").asText()).isEqualTo("Nobody speaks in the sound.");
        assertThat(recogniser.orders).isEmpty();
    }

    @Test
    void execute_nothingHeard_isSkipped() {
        recogniser.hears(true);
        assertThat(succeeded(request(1)).path("skipped_reason").asText())
                .isEqualTo("No words were understood in the sound.");
    }

    @Test
    void execute_soundUnreadable_failsForGood() {
        store.put(AUDIO, "no sound".getBytes(StandardCharsets.UTF_8), "audio/wav");
        assertThat(failed(request(1))).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("captions.audio");
            assertThat(failure.failure()).isEqualTo(FailureKind.PERMANENT);
        });
    }

    @Test
    void execute_soundGone_endsTheAttempt() {
        store.delete(AUDIO);
        assertThat(failed(request(1)).code()).isEqualTo("step.input_missing");
    }

    @Test
    void execute_redelivered_tellsTheSameAndAsksOnce() {
        recogniser.hears(true, word("Today", 2100, 2400));
        succeeded(request(1));
        succeeded(request(1));
        assertThat(recogniser.orders).hasSize(1);
        assertThat(sender.sent()).extracting(message -> message.id()).containsOnly("evt_" + request(1).token()
                + ".succeeded");
    }

    @Test
    void execute_sameInputsInANewRun_costNothing() {
        recogniser.hears(true, word("Today", 2100, 2400));
        succeeded(request(1));
        var keys = store.keys();
        transcribe.execute(request(2), DEADLINE);
        assertThat(recogniser.orders).hasSize(1);
        assertThat(store.keys()).isEqualTo(keys);
        assertThat(sender.facts(QueueName.FACTS).getLast()).isInstanceOfSatisfying(Fact.StepSucceeded.class, fact -> {
            assertThat(fact.token()).isEqualTo(request(2).token());
            assertThat(fact.resultKey()).isEqualTo(ResultDocuments.key(request(1)));
        });
    }

    @Test
    void execute_otherInputs_areAskedAnew() {
        recogniser.hears(true, word("Today", 2100, 2400));
        succeeded(request(1));
        script("Today we look");
        succeeded(request(2));
        script("Today we look at it");
        succeeded(request(3));
        transcribe = new TranscribeSpeech(store, recogniser, "ear-2", waiting, tell);
        succeeded(request(4));
        assertThat(recogniser.orders).hasSize(4);
    }

    @Test
    void execute_sameInputs_giveTheSameBytes() {
        script("Today, we look at how a small team ships video.");
        recogniser.hears(true, word("today", 2100, 2400), word("small", 3000, 3300), word("video", 4000, 4400));
        var first = succeeded(request(1));
        store.delete(ResultDocuments.key(request(1)));
        var second = succeeded(request(2));
        for (var key : List.of("words_key", "vtt_key", "srt_key")) {
            assertThat(text(second.path(key).asText())).isEqualTo(text(first.path(key).asText()));
        }
        assertThat(text(first.path("vtt_key").asText())).isEqualTo("""
                WEBVTT

                00:00:02.100 --> 00:00:04.450
                Today, we look at how a
                small team ships video.
                """);
    }

    @Test
    void execute_pending_waitsAndGoesOnWhenToldTo() {
        recogniser.answers(() -> new SpeechRecogniser.Recognition.Pending("job"));
        transcribe.execute(request(1), DEADLINE);
        assertThat(sender.sent()).isEmpty();
        assertThat(waiting.find(request(1).token())).contains(request(1));
        var resume = new ResumeTranscription(waiting, transcribe);
        recogniser.hears(true, word("Today", 2100, 2400));
        resume.execute(request(1).token(), DEADLINE);
        assertThat(sender.sent()).hasSize(1);
        assertThat(waiting.find(request(1).token())).isEmpty();
        resume.execute(request(1).token(), DEADLINE);
        assertThat(sender.sent()).hasSize(1);
    }

    @Test
    void execute_pendingAndNotTold_waitsOn() {
        recogniser.answers(() -> new SpeechRecogniser.Recognition.Pending("job"));
        transcribe.execute(request(1), DEADLINE);
        recogniser.hears(true, word("Today", 2100, 2400));
        sender.failNext(1);
        var resume = new ResumeTranscription(waiting, transcribe);
        assertThatThrownBy(() -> resume.execute(request(1).token(), DEADLINE)).isInstanceOf(DependencyException.class);
        assertThat(waiting.find(request(1).token())).isPresent();
        resume.execute(request(1).token(), DEADLINE);
        assertThat(sender.sent()).hasSize(1);
        assertThat(recogniser.orders).hasSize(2);
    }

    @Test
    void execute_cancelled_waitsNoMore() {
        recogniser.answers(() -> new SpeechRecogniser.Recognition.Pending("job"));
        transcribe.execute(request(1), DEADLINE);
        var cancelled = new Fact.StepCancelled(request(1).header(), request(1).token());
        transcribe.execute(cancelled, DEADLINE);
        transcribe.execute(cancelled, DEADLINE);
        new ResumeTranscription(waiting, transcribe).execute(request(1).token(), DEADLINE);
        assertThat(sender.sent()).isEmpty();
        assertThat(recogniser.orders).hasSize(1);
    }

    @Test
    void execute_providerFails_isToldWithKindAndCode() {
        recogniser.answers(() -> {
            throw AiFailure.unavailable("The provider did not answer in time.", null);
        });
        assertThat(failed(request(1))).satisfies(failure -> {
            assertThat(failure.failure()).isEqualTo(FailureKind.RETRY);
            assertThat(failure.code()).isEqualTo("ai.unavailable");
            assertThat(failure.detail()).isEqualTo("The provider did not answer in time.");
        });
        recogniser.answers(() -> {
            throw AiFailure.budget("The day's budget is spent.");
        });
        assertThat(failed(request(2)).code()).isEqualTo("step.budget");
    }

    @Test
    void execute_storeFails_isRetried() {
        store.failNext(1);
        assertThat(failed(request(1))).satisfies(failure -> {
            assertThat(failure.failure()).isEqualTo(FailureKind.RETRY);
            assertThat(failure.code()).isEqualTo("step.dependency");
        });
    }

    @Test
    void execute_anyEnd_tellsNoSpokenWord() {
        script("Canaryword canaryword2");
        recogniser.hears(true, word("canaryword", 2100, 2400), word("y".repeat(300), 2500, 2600));
        assertThat(succeeded(request(1)).toString()).doesNotContainIgnoringCase("canaryword");
        human("{\"canaryword\":1}");
        transcribe.execute(request(2), DEADLINE);
        store.put("acme/w", "{\"canaryword\":".getBytes(StandardCharsets.UTF_8), "application/json");
        damagedHuman();
        transcribe.execute(request(3), DEADLINE);
        assertThat(sender.sent()).hasSize(3)
                .allSatisfy(message -> assertThat(message.body()).doesNotContainIgnoringCase("canaryword"));
    }

    @Test
    void execute_anotherQueuesFact_isRefused() {
        var enrich = new Fact.StepRequested(request(1).header(),
                new StepToken(request(1).token().runId(), Step.ENRICH, 1), request(1).source(), Map.of());
        assertThatThrownBy(() -> transcribe.execute(enrich, DEADLINE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enrich");
        assertThatThrownBy(() -> transcribe.execute(new Fact.StepProgressed(request(1).header(), request(1).token(), 1),
                DEADLINE)).isInstanceOf(IllegalArgumentException.class);
    }

    private JsonNode succeeded(Fact.StepRequested request) {
        transcribe.execute(request, DEADLINE);
        var told = (Fact.StepSucceeded) sender.facts(QueueName.FACTS).getLast();
        assertThat(told.token()).isEqualTo(request.token());
        return Json.parse(text(told.resultKey()));
    }

    private Fact.StepFailed failed(Fact.StepRequested request) {
        transcribe.execute(request, DEADLINE);
        assertThat(store.keys()).noneMatch(key -> key.equals(ResultDocuments.key(request)));
        return (Fact.StepFailed) sender.facts(QueueName.FACTS).getLast();
    }

    private String text(String key) {
        return new String(store.get(key, 1_000_000).orElseThrow(), StandardCharsets.UTF_8);
    }

    private void script(String text) {
        store.put(SCRIPT_KEY, text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private void human(String document) {
        var words = new Transcript("de", Transcript.UPLOADED, List.of(word("Hallo", 0, 500)));
        store.put("acme/w", Json.bytes(TranscriptJson.write(words)), "application/json");
        store.put("acme/v", "as a person cut it".getBytes(StandardCharsets.UTF_8), "text/vtt");
        store.put("acme/s", "as a person cut it".getBytes(StandardCharsets.UTF_8), "application/x-subrip");
        store.put(MediaKeys.humanCaptions(TENANT, ASSET), document.getBytes(StandardCharsets.UTF_8),
                "application/json");
    }

    private void damagedHuman() {
        store.put(MediaKeys.humanCaptions(TENANT, ASSET),
                "{\"words_key\":\"acme/w\",\"vtt_key\":\"acme/v\",\"srt_key\":\"acme/s\"}"
                        .getBytes(StandardCharsets.UTF_8),
                "application/json");
    }

    private void transcoded(boolean sound) {
        var document = Json.object().put("schema", 1).put("duration_ms", 10_000);
        var rendition = document.putArray("renditions").addObject().put("name", "speech").put("kind", "speech");
        if (sound) {
            rendition.put("state", "ready").put("key", AUDIO);
        } else {
            rendition.put("state", "skipped").put("reason", "no sound");
        }
        store.put("acme/transcode.json", Json.bytes(document), "application/json");
    }

    private Fact.StepRequested request(int attempt) {
        return new Fact.StepRequested(new Fact.Header("evt_" + attempt, MovableClock.START, TENANT, ASSET, "c"),
                new StepToken(new RunId(RunId.PREFIX + ULID), Step.CAPTIONS, attempt),
                new SourceObject("media", "source", "etag", 10, "mp4"), Map.of(Step.TRANSCODE, "acme/transcode.json"),
                new RunParameters("auto-reels", "educational", language, Optional.of(SCRIPT_KEY)));
    }

    private static Word word(String text, long start, long end) {
        return new Word(text, start, end, 0.9, false);
    }
}
