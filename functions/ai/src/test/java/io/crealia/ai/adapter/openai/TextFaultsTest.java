package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.provider.CheckedTextModel;
import io.crealia.ai.port.AiFailure;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a chat answer: what the port makes of it, how often it asks, how long it takes, what it costs. */
final class TextFaultsTest {
    private static final Duration TIME = Duration.ofMinutes(3);
    private static final int MOST_CALLS = 5;
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static FaultyProvider provider;
    private Rig rig;
    private CheckedTextModel model;

    @BeforeAll
    static void start() {
        mongo = new Rig.Mongo(directory);
        provider = FaultyProvider.start();
        provider.chat().set(_ -> {
            var answer = Json.object().put("title", "How bread rises");
            answer.putArray("hashtags").add("#bread");
            return answer;
        });
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
        model = new CheckedTextModel(
                new OpenAiChat(new OpenAiHttp(provider.base(), () -> "key", rig.clock), "model-1"), rig.calls(),
                rig.cache, rig.purchases);
    }

    /** @param paid how many answers the provider could have charged for */
    private record Expected(String code, int calls, int paid) {}

    private static final Map<Fault, Expected> TABLE = new EnumMap<>(Fault.class);

    private static void expect(String code, int calls, int paid, Fault... faults) {
        Arrays.stream(faults).forEach(fault -> TABLE.put(fault, new Expected(code, calls, paid)));
    }

    static {
        expect("ok", 1, 1, Fault.NONE, Fault.MARKDOWN_FENCES, Fault.ABSURD_USAGE);
        expect(AiFailure.REFUSED, 1, 0, Fault.STATUS_302, Fault.STATUS_400, Fault.STATUS_401, Fault.STATUS_403,
                Fault.STATUS_404, Fault.STATUS_413, Fault.STATUS_422);
        expect(AiFailure.UNAVAILABLE, 5, 0, Fault.STATUS_408, Fault.STATUS_409, Fault.STATUS_425, Fault.STATUS_429,
                Fault.STATUS_500, Fault.STATUS_502, Fault.STATUS_503, Fault.STATUS_504, Fault.STATUS_529,
                Fault.RETRY_AFTER_SECONDS, Fault.RETRY_AFTER_DATE);
        expect(AiFailure.UNAVAILABLE, 1, 0, Fault.RETRY_AFTER_A_DAY);
        expect(AiFailure.UNAVAILABLE, 3, 3, Fault.RESET_BEFORE_ANSWER, Fault.RESET_MID_BODY, Fault.HTML_WITH_200);
        expect(AiFailure.UNAVAILABLE, 1, 1, Fault.TRICKLE);
        expect(AiFailure.MALFORMED, 3, 3, Fault.TRUNCATED_JSON, Fault.HUGE_JSON, Fault.INVALID_UTF8,
                Fault.EMPTY_BODY, Fault.EMPTY_OBJECT, Fault.WRONG_TYPES, Fault.DEEP_NESTING, Fault.EMPTY_CONTENT,
                Fault.NULL_CONTENT,
                Fault.CUT_AT_LENGTH, Fault.PROSE, Fault.WRONG_SCHEMA, Fault.MISSING_FIELDS, Fault.NULL_FIELDS,
                Fault.OBEYED_TRANSCRIPT, Fault.SCRIPT_TAGS, Fault.RTL_OVERRIDE, Fault.CONTROL_CHARACTERS,
                Fault.LONG_TEXT, Fault.ADDRESSES, Fault.MARKDOWN_LINKS, Fault.MONGO_OPERATORS, Fault.PATH_TRAVERSAL);
        expect(AiFailure.REFUSED, 1, 1, Fault.REFUSAL, Fault.CONTENT_FILTER);
    }

    static Stream<Fault> faults() {
        return Arrays.stream(Fault.values()).filter(Fault::ofChat).filter(fault -> fault != Fault.SILENCE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void complete_faultThatStays_endsAsTheTableSays(Fault fault) {
        var expected = TABLE.get(fault);
        assertThat(expected).as("row of " + fault).isNotNull();
        provider.always(fault);
        var began = rig.clock.instant();

        if (expected.code().equals("ok")) {
            assertThat(model.complete(Tasks.enrich(1), rig.within(TIME)).json().path("title").textValue())
                    .isEqualTo("How bread rises");
        } else {
            var failure = failure(1);
            assertThat(failure.code()).isEqualTo(expected.code());
            assertThat(failure.getMessage()).matches("[ -~]{10,200}").doesNotContain("secret", "<", "script", "title");
        }

        assertThat(provider.requests()).hasSize(expected.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS);
        if (fault != Fault.TRICKLE) {
            assertThat(Duration.between(began, rig.clock.instant())).isLessThan(TIME);
        }
        assertThat(rig.rows()).hasSize(2);
        assertThat(rig.row(CostKind.ACTUAL).micros() > 0).isEqualTo(expected.paid() > 0);
        assertThat(rig.row(CostKind.ESTIMATE).micros()).isPositive();
        assertThat(rig.spentToday()).as("settled").isEqualTo(rig.row(CostKind.ACTUAL).micros());
    }

    /** Those that are asked for more than once when they stay. */
    static Stream<Fault> passing() {
        return faults().filter(fault -> TABLE.get(fault).calls() > 1);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void complete_faultThatPassed_isAnswered(Fault fault) {
        provider.next(fault);
        var answer = model.complete(Tasks.enrich(1), rig.within(TIME));
        assertThat(answer.json().path("title").textValue()).isEqualTo("How bread rises");
        assertThat(provider.requests()).hasSize(2);
        assertThat(rig.rows()).hasSize(2);
        assertThat(answer.usage().micros()).isEqualTo(rig.row(CostKind.ACTUAL).micros());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void complete_sameMessageAgain_endsTheSameWithoutAnyCall(Fault fault) {
        provider.always(fault);
        var first = outcome(1);
        var calls = provider.requests().size();
        provider.always(Fault.NONE);

        assertThat(outcome(1)).isEqualTo(first);
        assertThat(provider.requests()).hasSize(calls);
        assertThat(rig.rows()).hasSize(4);
        rig.row(CostKind.ESTIMATE);
        assertThat(rig.spentToday()).isEqualTo(rig.row(CostKind.ACTUAL).micros());
    }

    // The one test here that waits: the watchdog knows no clock but the real one.
    @Test
    void complete_silence_isCutByTheWatchdog() {
        provider.always(Fault.SILENCE);
        var failure = catchThrowableOfType(AiFailure.class,
                () -> model.complete(Tasks.enrich(1), rig.within(Duration.ofMillis(1_100))));
        assertThat(failure.code()).isEqualTo(AiFailure.UNAVAILABLE);
        assertThat(provider.requests()).hasSize(1);
        assertThat(rig.rows()).hasSize(2);
    }

    @Test
    void complete_hugeAnswer_isReadNoFurtherThanItsBound() {
        provider.always(Fault.HUGE_JSON);
        assertThat(failure(1)).hasMessageContaining("more than 2000000 bytes");
    }

    @Test
    void table_hasTwentyFiveFaultsAndMore() {
        assertThat(faults()).hasSizeGreaterThan(40);
    }

    @Test
    void complete_retryAfter_isTheLeastThatIsWaited() {
        provider.next(Fault.RETRY_AFTER_SECONDS, Fault.RETRY_AFTER_DATE);
        model.complete(Tasks.enrich(1), rig.within(TIME));
        assertThat(rig.slept).hasSize(2);
        assertThat(rig.slept.getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        // The date was nine seconds after the start, of which seven or eight have passed.
        assertThat(rig.slept.getLast()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    private AiFailure failure(int attempt) {
        return catchThrowableOfType(AiFailure.class,
                () -> model.complete(Tasks.enrich(attempt), rig.within(TIME)));
    }

    private String outcome(int attempt) {
        try {
            var answer = model.complete(Tasks.enrich(attempt), rig.within(TIME));
            return answer.json() + " " + answer.usage();
        } catch (AiFailure e) {
            return e.code() + " " + e.kind() + " " + e.getMessage();
        }
    }
}
