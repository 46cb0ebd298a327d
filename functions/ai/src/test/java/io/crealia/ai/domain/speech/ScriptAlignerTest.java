package io.crealia.ai.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.domain.speech.VoicedSpans.Span;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScriptAlignerTest {
    private static final VoicedSpans VOICED = new VoicedSpans(List.of(new Span(1000, 5000), new Span(8000, 12_000)),
            15_000);

    @Test
    void align_allHeard_takesTheTimesAndKeepsTheText() {
        var result = ScriptAligner.align(List.of("Héllo,", "WORLD!"), List.of(word("hello", 1000, 1400),
                word("world", 1500, 1900)), VOICED);
        assertThat(result.words()).containsExactly(new Word("Héllo,", 1000, 1400, 0.9, false),
                new Word("WORLD!", 1500, 1900, 0.9, false));
        assertThat(result.share()).isEqualTo(1);
    }

    @Test
    void align_wordsNotHeard_areEstimatedBetweenNeighbours() {
        var result = ScriptAligner.align(List.of("one", "two", "three", "four"),
                List.of(word("one", 1000, 1400), word("noise", 1500, 1600), word("four", 3400, 3800)), VOICED);
        assertThat(result.aligned()).isEqualTo(2);
        assertThat(result.words().subList(1, 3)).allMatch(Word::estimated)
                .extracting(Word::startMs).containsExactly(1400L, 1880L);
        assertThat(result.words().get(2).endMs()).isEqualTo(2680);
    }

    @Test
    void align_gapOverSilence_putsWordsIntoVoiceOnly() {
        var result = ScriptAligner.align(List.of("one", "aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb", "four"),
                List.of(word("one", 1000, 3000), word("four", 10_000, 10_400)), VOICED);
        assertThat(result.words()).extracting(Word::startMs).containsExactly(1000L, 3000L, 5000L, 10_000L);
        assertThat(result.words()).extracting(Word::endMs).containsExactly(3000L, 5000L, 10_000L, 10_400L);
    }

    @Test
    void align_wordsBeforeTheFirstHeard_standRightBeforeIt() {
        var result = ScriptAligner.align(List.of("and", "now", "four"), List.of(word("four", 10_000, 10_400)), VOICED);
        assertThat(result.words()).extracting(Word::startMs).containsExactly(9040L, 9520L, 10_000L);
    }

    @Test
    void align_nothingHeard_spreadsOverTheVoice() {
        var result = ScriptAligner.align(List.of("and", "now"), List.of(), VOICED);
        assertThat(result.share()).isZero();
        assertThat(result.words()).extracting(Word::startMs).containsExactly(1000L, 1480L);
        assertThat(ScriptAligner.align(List.of(), List.of(word("x", 0, 1)), VOICED).share()).isZero();
    }

    @Test
    void align_anything_isInOrderInsideTheSoundAndComplete() {
        var vocabulary = new String[]{"a", "the", "word", "words", "…", "video", "ships", "1984", "Ünïcode"};
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var script = new ArrayList<String>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                script.add(vocabulary[random.nextInt(vocabulary.length)]);
            }
            var heard = new ArrayList<Word>();
            long at = 0;
            for (int i = random.nextInt(40); i > 0; i--) {
                at += random.nextInt(900);
                heard.add(word(vocabulary[random.nextInt(vocabulary.length)], at, at + random.nextInt(1500)));
            }
            var result = ScriptAligner.align(script, heard, VOICED);
            assertThat(result.words()).extracting(Word::text).isEqualTo(script);
            assertThat(result.words().stream().filter(word -> !word.estimated()).count()).isEqualTo(result.aligned());
            long free = 0;
            for (var word : result.words()) {
                assertThat(word.startMs()).isGreaterThanOrEqualTo(free);
                free = word.endMs();
            }
            assertThat(free).isLessThanOrEqualTo(VOICED.audioMs());
        }
    }

    @Test
    void match_insertionsDeletionsAndEndings_areBridged() {
        assertThat(WordMatch.of(List.of("The", "quick", "brown", "foxes", "jumped"),
                List.of("um", "the", "brown", "fox", "uh", "foxes", "jumps"))).containsExactly(1, -1, 2, 5, -1);
        assertThat(WordMatch.of(List.of("colour", "cat"), List.of("color", "bat"))).containsExactly(0, -1);
        assertThat(WordMatch.of(List.of("—", "a"), List.of("a"))).containsExactly(-1, 0);
    }

    @Test
    void match_longTexts_stayWithinBandAndMemory() {
        var random = new Random(3);
        var script = new ArrayList<String>();
        for (int i = 0; i < 40_000; i++) {
            script.add("w" + random.nextInt(3000));
        }
        var heard = new ArrayList<String>();
        for (var word : script) {
            if (random.nextInt(10) > 0) {
                heard.add(random.nextInt(10) == 0 ? "x" : word);
            }
        }
        int matched = 0;
        for (int match : WordMatch.of(script, heard)) {
            matched += match >= 0 ? 1 : 0;
        }
        assertThat(matched).isBetween(31_000, 34_000);
    }

    @Test
    void hold_wordMostlyOutside_isNotHeld() {
        assertThat(VOICED.hold(word("a", 4600, 5200))).isTrue();
        assertThat(VOICED.hold(word("a", 4800, 5600))).isFalse();
        assertThat(VOICED.hold(word("a", 6000, 6000))).isFalse();
        assertThat(VOICED.hold(word("a", 9000, 9000))).isTrue();
    }

    private static Word word(String text, long start, long end) {
        return new Word(text, start, end, 0.9, false);
    }
}
