package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hello,  you .|Hello,;you .", "- Well - no|- Well -;no", "♪|♪",
            "“Quoted” words|“Quoted”;words", "「你好。」再见|「你;好。」;再;见", "ok 东京tower|ok;东;京;tower",
            "<b>bold</b> <i>|bold"})
    void split_text_isWords(String text, String expected) {
        assertThat(Words.split(text)).containsExactly(expected.split(";"));
    }

    @Test
    void split_endlessTokens_areCutInTime() {
        for (var endless : List.of("x".repeat(1_000_000), "- ".repeat(500_000), "\"".repeat(1_000_000) + "x",
                "a " + "♪ ".repeat(500_000), "「".repeat(1_000_000), "<".repeat(500_000) + "b>".repeat(250_000),
                "<".repeat(1_000_000) + "b", "字".repeat(300_000))) {
            var words = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Words.split(endless));
            assertThat(words).isNotEmpty().allMatch(word -> word.length() <= Words.MAX_LENGTH && !word.isBlank());
        }
    }

    @Test
    void limited_longWord_isCutBetweenCharacters() {
        assertThat(Words.limited("a".repeat(199) + "👩x")).isEqualTo("a".repeat(199));
        assertThat(Words.limited("short")).isEqualTo("short");
    }

    @Test
    void ofCues_lettersShareTheTime() {
        assertThat(
                Words.ofCues(List.of(new Cue(1000, 2000, List.of("one", "two2")), new Cue(2000, 2500, List.of("x")))))
                .containsExactly(new Word("one", 1000, 1428, 1, true), new Word("two2", 1428, 2000, 1, true),
                        new Word("x", 2000, 2500, 1, true));
    }

    @Test
    void ofCues_anyCues_areAscendingWordsInsideThem() {
        for (int seed = 0; seed < 200; seed++) {
            var cues = CueLayout.landscape().cues(Speech.hostile(new Random(seed)));
            var words = Words.ofCues(cues);
            long before = 0;
            for (var word : words) {
                assertThat(word.startMs()).isGreaterThanOrEqualTo(before);
                before = word.endMs();
            }
            assertThat(before).isLessThanOrEqualTo(cues.isEmpty() ? 0 : cues.getLast().endMs());
        }
    }
}
