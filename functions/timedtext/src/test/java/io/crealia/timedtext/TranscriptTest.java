package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranscriptTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"One two. Three? Four!|One two.;Three?;Four!",
            "He said \"No.\" Then he left.|He said \"No.\";Then he left.",
            "Mr. Smith met Dr. Who. End.|Mr. Smith met Dr. Who.;End.",
            "It costs 3.5 dollars, i.e. nothing. Yes.|It costs 3.5 dollars, i.e. nothing.;Yes.",
            "Am 3. Mai um 5. und dann. Ende.|Am 3.;Mai um 5. und dann.;Ende.",
            "J. F. Kennedy spoke. We heard.|J. F. Kennedy spoke.;We heard.",
            "Apples, pears etc. are fruit. So.|Apples, pears etc. are fruit.;So.", "wait… what|wait…;what",
            "今天 很 好。 明天 呢？ 来 吧！|今天很好。;明天呢？;来吧！", "هل أنت هنا؟ نعم.|هل أنت هنا؟;نعم."})
    void sentences_punctuation_cuts(String text, String expected) {
        assertThat(texts(Speech.of(text))).containsExactly(expected.split(";"));
    }

    @Test
    void sentences_longPause_cuts() {
        var plain = List.of(new Word("one", 0, 300, 1, false), new Word("two", 400, 700, 1, false),
                new Word("three", 1500, 1800, 1, false));
        assertThat(texts(plain)).containsExactly("one two", "three");
    }

    @Test
    void sentences_dramaticPauseInPunctuatedText_doesNotCut() {
        var words = List.of(new Word("Ask", 0, 300, 1, false), new Word("not", 1500, 1800, 1, false),
                new Word("why.", 1900, 2200, 1, false), new Word("Go", 2300, 2400, 1, false),
                new Word("on.", 4500, 4800, 1, false));
        assertThat(texts(words)).containsExactly("Ask not why.", "Go", "on.");
    }

    @Test
    void sentences_endlessSpeech_isCutAtItsLongestPauses() {
        var words = new ArrayList<Word>();
        for (int i = 0; i < 200; i++) {
            words.add(new Word("w" + i, i * 1000L + (i == 30 ? 200 : 0), i * 1000L + 800, 1, false));
        }
        var sentences = new Transcript("en", Transcript.RECOGNISED, words).sentences();
        assertThat(sentences).hasSizeGreaterThan(3)
                .allMatch(sentence -> sentence.last() - sentence.first() < Sentences.MAX_WORDS);
        assertThat(sentences.getFirst().last()).isEqualTo(29);
    }

    @Test
    void sentences_anyWords_areAPartition() {
        for (int seed = 0; seed < 300; seed++) {
            var words = Speech.hostile(new Random(seed));
            int next = 0;
            for (var sentence : new Transcript("en", Transcript.SCRIPT, words).sentences()) {
                assertThat(sentence.first()).isEqualTo(next);
                assertThat(sentence.endMs()).isGreaterThanOrEqualTo(sentence.startMs());
                next = sentence.last() + 1;
            }
            assertThat(next).isEqualTo(words.size());
        }
    }

    @Test
    void new_wrong_isRefused() {
        assertThatThrownBy(() -> new Transcript("en", "guessed", List.of())).hasMessageContaining("origin");
        assertThatThrownBy(() -> new Transcript("en", "script",
                List.of(new Word("b", 10, 20, 1, false), new Word("a", 0, 5, 1, false))))
                .hasMessageContaining("word 1");
    }

    private static List<String> texts(List<Word> words) {
        return new Transcript("en", Transcript.SCRIPT, words).sentences().stream().map(Sentence::text).toList();
    }
}
