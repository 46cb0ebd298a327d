package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.Wav;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.SpeechRecogniser.Recognition.Recognised;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import io.crealia.timedtext.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a transcription: what the port makes of it, how often it asks, what it costs. */
final class SpeechFaultsTest {
    private static final Duration TIME = Duration.ofMinutes(3);
    private static final String AUDIO = "acme/speech.wav";
    private static final Map<Fault, Expected> TABLE = new EnumMap<>(Fault.class);
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static FaultyProvider provider;
    private Rig rig;
    private SpeechRecogniser recogniser;

    /** @param seconds of sound that were, or may have been, charged */
    private record Expected(String outcome, int calls, int seconds) {}

    private static void expect(String outcome, int calls, int seconds, Fault... faults) {
        Arrays.stream(faults).forEach(fault -> TABLE.put(fault, new Expected(outcome, calls, seconds)));
    }

    static {
        expect("Bread needs time, friends.", 1, 1, Fault.NONE);
        expect("script evil null", 1, 1, Fault.HOSTILE_WORDS);
        expect(AiFailure.REFUSED, 1, 0, Fault.STATUS_302, Fault.STATUS_400, Fault.STATUS_401, Fault.STATUS_403,
                Fault.STATUS_404, Fault.STATUS_413, Fault.STATUS_422);
        expect(AiFailure.UNAVAILABLE, 5, 0, Fault.STATUS_408, Fault.STATUS_409, Fault.STATUS_425, Fault.STATUS_429,
                Fault.STATUS_500, Fault.STATUS_502, Fault.STATUS_503, Fault.STATUS_504, Fault.STATUS_529,
                Fault.RETRY_AFTER_SECONDS, Fault.RETRY_AFTER_DATE);
        expect(AiFailure.UNAVAILABLE, 1, 0, Fault.RETRY_AFTER_A_DAY);
        expect(AiFailure.UNAVAILABLE, 2, 2, Fault.RESET_BEFORE_ANSWER, Fault.RESET_MID_BODY, Fault.HTML_WITH_200);
        expect(AiFailure.UNAVAILABLE, 1, 1, Fault.TRICKLE);
        expect(AiFailure.MALFORMED, 2, 2, Fault.TRUNCATED_JSON, Fault.HUGE_JSON, Fault.INVALID_UTF8, Fault.EMPTY_BODY,
                Fault.EMPTY_OBJECT, Fault.WRONG_TYPES, Fault.DEEP_NESTING, Fault.TIMES_GO_BACK, Fault.TIMES_OUTSIDE,
                Fault.TIMES_ARE_TEXT, Fault.TOO_MANY_WORDS, Fault.ENDLESS_WORD);
    }

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
        recogniser = new OpenAiSpeechRecogniser(new OpenAiHttp(provider.base(), () -> "key", rig.clock),
                new OpenAiSpeechRecogniser.Settings("ear", Optional.empty(), true), rig.store, rig.calls(), rig.cache,
                rig.purchases, rig.random);
    }

    static Stream<Fault> faults() {
        return Arrays.stream(Fault.values()).filter(Fault::ofSpeech).filter(fault -> fault != Fault.SILENCE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void recognise_faultThatStays_endsAsTheTableSays(Fault fault) {
        var expected = TABLE.get(fault);
        assertThat(expected).as("row of " + fault).isNotNull();
        provider.always(fault);

        assertThat(outcome()).isEqualTo(expected.outcome());

        assertThat(provider.requests()).hasSize(expected.calls());
        assertThat(rig.rows()).hasSize(2);
        assertThat(rig.row(CostKind.ESTIMATE).quantity()).isEqualTo(1_000);
        assertThat(rig.row(CostKind.ACTUAL).quantity()).isEqualTo(1_000L * expected.seconds());
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(100L * expected.seconds());
        assertThat(rig.spentToday()).as("settled").isEqualTo(rig.row(CostKind.ACTUAL).micros());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void recognise_sameMessageAgain_endsTheSameWithoutAnyCall(Fault fault) {
        provider.always(fault);
        var first = outcome();
        var calls = provider.requests().size();
        provider.always(Fault.NONE);

        assertThat(outcome()).isEqualTo(first);
        assertThat(provider.requests()).hasSize(calls);
        rig.row(CostKind.ESTIMATE);
        assertThat(rig.spentToday()).isEqualTo(rig.row(CostKind.ACTUAL).micros());
    }

    private String outcome() {
        var order = new SpeechRecogniser.Order(Rig.cause("captions", 1), AUDIO, 1_000, Optional.empty(),
                Optional.empty());
        try {
            var words = ((Recognised) recogniser.recognise(order, rig.within(TIME))).words();
            assertThat(words).isSortedAccordingTo((a, b) -> Long.compare(a.startMs(), b.startMs()));
            return String.join(" ", words.stream().map(Word::text).toList());
        } catch (AiFailure e) {
            assertThat(e.getMessage()).matches("[ -~]{10,200}").doesNotContain("secret", "<");
            return e.code();
        }
    }
}
