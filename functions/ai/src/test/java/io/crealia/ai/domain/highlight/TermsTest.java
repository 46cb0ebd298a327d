package io.crealia.ai.domain.highlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crealia.ai.Spoken;
import io.crealia.contracts.Preset;
import io.crealia.timedtext.Transcript;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TermsTest {
    @ParameterizedTest
    @CsvSource({"0.4,0", "0.5,0", "1.0,0.5", "1.25,0.75", "1.5,1", "3,1"})
    void terms_pace_isRelativeToTheWhole(double pace, double term) {
        assertThat(measures(pace, 0, 0, 0, 0).terms()).containsEntry(Term.SPEECH_DENSITY, term);
    }

    @ParameterizedTest
    @CsvSource({"-20,0", "-6,0", "0,0.5", "3,0.75", "6,1", "-Infinity,0"})
    void terms_loudness_isRelativeToTheWhole(double db, double term) {
        assertThat(measures(1, db, 0, 0, 0).terms()).containsEntry(Term.LOUDNESS, term);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0.3", "1000,0,0,0.65", "500,500,0,0.65", "9000,9000,0,1", "1000,1000,2500,0.85",
            "1000,1000,5000,0.7", "1000,1000,9000,0.7"})
    void terms_pauses_frameAndDoNotInterrupt(long before, long after, long idle, double term) {
        assertThat(measures(1, 0, before, after, idle).terms()).containsEntry(Term.PAUSES, term);
    }

    @Test
    void terms_unknown_areLeftOut() {
        var measures = new Measures(1, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), 0, 20_000, 0,
                OptionalDouble.empty(), 0.25);
        assertThat(measures.terms()).containsExactlyInAnyOrderEntriesOf(
                Map.of(Term.SPEECH_DENSITY, 0.5, Term.PAUSES, 1.0, Term.POSITION, 0.75));
    }

    @Test
    void mean_unknownTerms_weighNothing() {
        var terms = new EnumMap<Term, Double>(Map.of(Term.SPEECH_DENSITY, 1.0, Term.PAUSES, 0.0));
        assertThat(Term.mean(terms, new Preset.Weights(0.3, 5, 0.1, 5, 5))).isCloseTo(0.75, within(1e-9));
        assertThat(Term.mean(terms, new Preset.Weights(0, 1, 0, 1, 1))).isZero();
    }

    @Test
    void score_bonus_isBounded() {
        assertThat(Term.score(0.5, 1)).isEqualTo(0.6);
        assertThat(Term.score(0.97, 1)).isEqualTo(1);
    }

    @Test
    void topics_english_areWhatIsSaidAgain() {
        var topics = topics(Spoken.coffee().transcript());
        assertThat(topics.words(-1)).startsWith("coffee", "water").doesNotContain("the", "you", "for", "how");
        assertThat(topics.named(0)).isZero();
        assertThat(topics.words(topics.named(4))).contains("water", "coffee");
        assertThat(topics.coverage(-1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void topics_otherLanguage_leaveOutShortAndCommonWords() {
        var spoken = new Spoken().say("Der Kaffee wird heute gemahlen.", 300).say("Dann wird Wasser erhitzt.", 300)
                .say("Kaffee braucht heisses Wasser.", 300).say("Danach wird gewartet.", 300)
                .say("Jetzt wird getrunken.", 300).say("Nun wird der Tisch gedeckt.", 300)
                .say("Es wird der Nachbar gerufen.", 300);
        assertThat(topics(spoken.transcript("de")).words(-1)).containsExactly("kaffee", "wasser");
    }

    @Test
    void topics_scriptsWithoutCase_areKnown() {
        var spoken = new Spoken().say("कॉफ़ी गरम है।", 300).say("मुझे कॉफ़ी चाहिए।", 300);
        assertThat(topics(spoken.transcript("hi")).words(-1)).contains(Normalizer.normalize("कॉफ़ी",
                Normalizer.Form.NFKC));
    }

    @Test
    void topics_nothingSaidTwice_areUnknown() {
        var topics = topics(new Spoken().say("Every word differs here entirely.", 300).transcript());
        assertThat(topics.known()).isFalse();
    }

    @Test
    void topics_possessivesPunctuationAndCase_areOneWord() {
        var spoken = new Spoken().say("Berlin, \"BERLIN's\" (berlin) ...", 300);
        assertThat(topics(spoken.transcript()).words(-1)).containsExactly("berlin");
    }

    private static Topics topics(Transcript transcript) {
        return Topics.of(transcript.words(), transcript.sentences(), transcript.language());
    }

    private static Measures measures(double pace, double db, long before, long after, long idle) {
        return new Measures(pace, OptionalDouble.of(db), OptionalLong.of(before), OptionalLong.of(after), idle, 20_000,
                0, OptionalDouble.of(0), 0);
    }
}
