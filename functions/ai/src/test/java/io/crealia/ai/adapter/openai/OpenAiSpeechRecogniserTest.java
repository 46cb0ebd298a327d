package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.Wav;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.SpeechRecogniser.Order;
import io.crealia.ai.port.SpeechRecogniser.Recognition.Recognised;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import io.crealia.timedtext.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenAiSpeechRecogniserTest {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final String AUDIO = "acme/speech.wav";
    /** 13 minutes: two pieces. */
    private static final long LONG_MS = 13 * 60_000;
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static FaultyProvider provider;
    private Rig rig;
    private SpeechRecogniser recogniser;

    @BeforeAll
    static void start() {
        mongo = new Rig.Mongo(directory);
        provider = FaultyProvider.start();
    }

    @AfterAll
    static void stop() {
        provider.close();
        mongo.close();
    }

    @BeforeEach
    void build() {
        rig = mongo.rig();
        provider.reset();
        provider.onPause(rig.clock::advance);
        rig.store.put(AUDIO, Wav.ofTone(1_000), "audio/wav");
        recogniser = recogniser(Optional.of("align"), true);
    }

    private SpeechRecogniser recogniser(Optional<String> align, boolean review) {
        return new OpenAiSpeechRecogniser(new OpenAiHttp(provider.base(), () -> "sk-1", rig.clock),
                new OpenAiSpeechRecogniser.Settings("ear", align, review), rig.store, rig.calls(), rig.cache,
                rig.purchases, rig.random);
    }

    @Test
    void recognise_theRequest_isTheFormOfTheApi() {
        recognise(order(1, Optional.of("en-GB"), Optional.empty()));

        var request = provider.requests().getFirst();
        assertThat(request.path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(request.headers()).containsEntry("authorization", "Bearer sk-1").containsEntry("accept",
                "application/json");
        assertThat(request.headers().get("content-type")).matches("multipart/form-data; boundary=crealia-[0-9a-f]{32}");
        assertThat(request.headers().get("content-length")).isEqualTo(Integer.toString(request.body().length));
        assertThat(request.text()).contains("name=\"model\"\r\n\r\near\r\n",
                "name=\"response_format\"\r\n\r\nverbose_json\r\n",
                "name=\"timestamp_granularities[]\"\r\n\r\nword\r\n", "name=\"language\"\r\n\r\nen\r\n",
                "name=\"file\"; filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF")
                .doesNotContain("name=\"prompt\"").endsWith("--\r\n");
    }

    @Test
    void recognise_answer_isReadWithPunctuationConfidenceAndLanguage() {
        var heard = recognise(order(1, Optional.empty(), Optional.empty()));
        assertThat(heard.words()).extracting(Word::text).containsExactly("Bread", "needs", "time,", "friends.");
        assertThat(heard.words().getLast().startMs()).isEqualTo(700);
        assertThat(heard.words().getFirst().confidence()).isBetween(0.90, 0.91);
        assertThat(heard.language()).contains("en");
        assertThat(heard.needsReview()).isTrue();
        assertThat(heard.usage().micros()).isEqualTo(100);
        assertThat(heard.usage().model()).isEqualTo("ear");
    }

    @Test
    void recognise_noSpeech_isNoWords() {
        provider.speech().set(_ -> Json.object().put("text", "").put("language", "english"));
        try {
            assertThat(recognise(order(1, Optional.empty(), Optional.empty())).words()).isEmpty();
        } finally {
            provider.speech().reset();
        }
    }

    @Test
    void recognise_scriptAndAlignModel_alignsAndNeedsNoReview() {
        var script = "Bread needs time,\r\n--crealia-0 friends.";
        var heard = recognise(order(1, Optional.empty(), Optional.of(script)));
        assertThat(provider.requests().getFirst().text()).contains("name=\"model\"\r\n\r\nalign\r\n",
                "name=\"prompt\"\r\n\r\n" + script + "\r\n");
        assertThat(heard.needsReview()).isFalse();
        assertThat(heard.usage().model()).isEqualTo("align");
    }

    @Test
    void recognise_scriptWithoutAlignModel_recognisesWithoutTheScript() {
        recogniser = recogniser(Optional.empty(), false);
        var heard = recognise(order(1, Optional.empty(), Optional.of("the script")));
        assertThat(provider.requests().getFirst().text()).contains("name=\"model\"\r\n\r\near\r\n")
                .doesNotContain("the script");
        assertThat(heard.needsReview()).isFalse();
    }

    @Test
    void recognise_nextAttemptOfTheSameSound_costsNothing() {
        recognise(order(1, Optional.empty(), Optional.empty()));
        rig.sender.clear();
        var again = recognise(order(2, Optional.empty(), Optional.empty()));
        assertThat(again.usage().cached()).isTrue();
        assertThat(again.usage().micros()).isZero();
        assertThat(provider.requests()).hasSize(1);
        assertThat(rig.rows()).isEmpty();
        assertThat(rig.store.keys()).anyMatch(
                key -> key.matches("acme/ast_01J9ZQ4M5N6P7R8S9T0V1W2X3Y/cache/ai/[0-9a-f]{64}\\.json"));
    }

    @Test
    void recognise_otherSoundLanguageOrScript_isBoughtAnew() {
        recognise(order(1, Optional.empty(), Optional.empty()));
        recognise(order(2, Optional.of("de"), Optional.empty()));
        recognise(order(3, Optional.empty(), Optional.of("script")));
        rig.store.put(AUDIO, Wav.ofTone(999), "audio/wav");
        recognise(order(4, Optional.empty(), Optional.empty()));
        assertThat(provider.requests()).hasSize(4);
    }

    @Test
    void recognise_longSound_goesInPiecesWithTimesOfTheWhole() {
        rig.store.put(AUDIO, Wav.ofTone(LONG_MS), "audio/wav");
        var heard = recognise(order(1, Optional.empty(), Optional.of("the whole script")));
        assertThat(provider.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.body().length).isLessThan(25_000_000);
            assertThat(request.text()).contains("name=\"prompt\"\r\n\r\nthe whole script\r\n");
        });
        assertThat(heard.words()).hasSize(8);
        assertThat(heard.words().get(4).startMs()).isBetween(700_000L, 12 * 60_000L + 30_000 + 100);
        assertThat(rig.row(CostKind.ACTUAL).quantity()).isCloseTo(LONG_MS, within(2L));
        assertThat(heard.needsReview()).isFalse();
    }

    @Test
    void recognise_secondPieceFails_nextAttemptBuysOnlyThatPiece() {
        rig.store.put(AUDIO, Wav.ofTone(LONG_MS), "audio/wav");
        provider.next(Fault.NONE, Fault.STATUS_400);
        assertThatThrownBy(() -> recognise(order(1, Optional.empty(), Optional.empty())))
                .isInstanceOf(AiFailure.class);
        var first = rig.row(CostKind.ACTUAL).quantity();
        rig.sender.clear();

        var heard = recognise(order(2, Optional.empty(), Optional.empty()));
        assertThat(heard.words()).hasSize(8);
        assertThat(provider.requests()).hasSize(3);
        assertThat(rig.row(CostKind.ESTIMATE).quantity()).isEqualTo(rig.row(CostKind.ACTUAL).quantity());
        assertThat(first + rig.row(CostKind.ACTUAL).quantity()).isCloseTo(LONG_MS,
                within(2L));
    }

    @Test
    void recognise_notAWavFile_isRefusedBeforeAnythingIsBought() {
        rig.store.put(AUDIO, new byte[9_999], "audio/wav");
        assertThatThrownBy(() -> recognise(order(1, Optional.empty(), Optional.empty())))
                .isInstanceOf(AiFailure.class).hasMessageContaining("WAV");
        assertThat(rig.rows()).isEmpty();
        rig.store.delete(AUDIO);
        assertThatThrownBy(() -> recognise(order(1, Optional.empty(), Optional.empty())))
                .isInstanceOf(DependencyException.class).hasMessageContaining(AUDIO);
    }

    @Test
    void recognise_beyondTheBudget_isRefusedWithoutRowOrCall() {
        rig.store.put(AUDIO, Wav.ofTone(LONG_MS), "audio/wav");
        assertThat(rig.budget.reserve(Rig.cause("captions", 1).header().tenantId(), "other", Rig.DAILY - 1)).isTrue();
        assertThatThrownBy(() -> recognise(order(1, Optional.empty(), Optional.empty())))
                .isInstanceOf(AiFailure.class).extracting("code").isEqualTo(AiFailure.BUDGET);
        assertThat(rig.rows()).isEmpty();
        assertThat(provider.requests()).isEmpty();
    }

    private Recognised recognise(Order order) {
        return (Recognised) recogniser.recognise(order, rig.within(TIME));
    }

    private static Order order(int attempt, Optional<String> language, Optional<String> script) {
        return new Order(Rig.cause("captions", attempt), AUDIO, 1_000, language, script);
    }
}
