package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CueLayoutTest {
    private static final String TALK = "Welcome back, everybody. Today we look at how a small team ships video to the "
            + "whole world, and what it takes to keep it running at night. First, the upload: a file comes in, is "
            + "checked, and is copied to a safe place. No. Really? Yes, Dr. Smith says it costs 3.5 cents per minute, "
            + "which is, if you think about it for a moment, remarkably little for something that took whole buildings "
            + "only twenty years ago. Thank you.";

    @Test
    void landscape_anyWords_keepsTheLimits() {
        for (int seed = 0; seed < 500; seed++) {
            var words = Speech.hostile(new Random(seed));
            var cues = CueLayout.landscape().cues(words);
            check(words, cues, 2, 42, 1000, 7000);
        }
    }

    @Test
    void vertical_anyWords_keepsTheLimits() {
        for (int seed = 0; seed < 500; seed++) {
            var words = Speech.hostile(new Random(seed));
            var cues = CueLayout.vertical().cues(words);
            check(words, cues, 1, 20, 200, 3000);
        }
        for (var cue : CueLayout.vertical().cues(Speech.of(TALK))) {
            assertThat(cue.lines().getFirst().split(" ")).hasSizeBetween(1, 4);
        }
    }

    @Test
    void landscape_calmSpeech_isReadableAndAtItsWords() {
        for (int seed = 0; seed < 200; seed++) {
            var words = Speech.calm(new Random(seed));
            for (var cue : CueLayout.landscape().cues(words)) {
                var columns = String.join(" ", cue.lines()).length();
                assertThat(columns * 1000.0 / (cue.endMs() - cue.startMs())).isLessThanOrEqualTo(20.0);
            }
        }
    }

    @Test
    void landscape_talk_isGolden() {
        assertThat(WebVtt.write(CueLayout.landscape().cues(Speech.of(TALK)))).isEqualTo(golden("landscape.vtt"));
    }

    @Test
    void vertical_talk_isGolden() {
        assertThat(SubRip.write(CueLayout.vertical().cues(Speech.of(TALK))).replace("\r\n", "\n"))
                .isEqualTo(golden("vertical.srt"));
    }

    @Test
    void landscape_chinese_breaksBetweenCharactersAtHalfTheLimit() {
        var text = "今天我们来看看一个小团队如何把视频传送到全世界，以及如何让它在夜里继续运行。谢谢大家！";
        var words = new ArrayList<Word>();
        for (var token : Words.split(text)) {
            words.add(new Word(token, words.size() * 150L, words.size() * 150L + 150, 1, false));
        }
        var cues = CueLayout.landscape().cues(words);
        assertThat(cues).flatExtracting(Cue::lines).allSatisfy(line -> {
            assertThat(line).hasSizeLessThanOrEqualTo(21).doesNotContain(" ");
            assertThat(line).doesNotMatch("^[，。！].*");
        });
        assertThat(String.join("", cues.stream().flatMap(cue -> cue.lines().stream()).toList())).isEqualTo(text);
        assertThat(WebVtt.write(cues)).isEqualTo(golden("chinese.vtt"));
    }

    @Test
    void cues_oneWord_hasTimeToBeRead() {
        assertThat(CueLayout.landscape().cues(List.of(new Word("Hi", 500, 600, 1, false))))
                .containsExactly(new Cue(500, 1500, List.of("Hi")));
    }

    @Test
    void cues_noWordsOrOnlyMarkup_isNone() {
        assertThat(CueLayout.landscape().cues(List.of())).isEmpty();
        assertThat(CueLayout.vertical().cues(List.of(new Word("<br>", 0, 1, 1, false)))).isEmpty();
    }

    @Test
    void cues_endlessWord_isCutInTime() {
        for (var endless : List.of("x".repeat(100_000), "\"".repeat(100_000) + "x", "字".repeat(30_000))) {
            var words = Words.ofCues(List.of(new Cue(0, 3_600_000, List.of(endless))));
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> CueLayout.landscape().cues(words)))
                    .isNotEmpty();
        }
    }

    @Test
    void cues_fourHours_takeSeconds() {
        var words = new ArrayList<Word>();
        for (int i = 0; i < 40_000; i++) {
            words.add(new Word(i % 13 == 12 ? "word." : "word", i * 360L, i * 360L + 300, 1, false));
        }
        var start = System.nanoTime();
        assertThat(CueLayout.landscape().cues(words)).hasSizeGreaterThan(2000);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    private static void check(List<Word> words, List<Cue> cues, int maxLines, int maxColumns, long minMs, long maxMs) {
        long before = 0;
        for (var cue : cues) {
            assertThat(cue.lines()).hasSizeLessThanOrEqualTo(maxLines);
            assertThat(cue.lines())
                    .allSatisfy(line -> assertThat(PlainText.width(line)).isLessThanOrEqualTo(maxColumns));
            assertThat(cue.startMs()).isGreaterThanOrEqualTo(before);
            assertThat(cue.endMs() - cue.startMs()).isBetween(minMs, maxMs);
            before = cue.endMs();
        }
        var spoken = String.join("", words.stream().map(word -> PlainText.of(word.text())).toList());
        var shown = String.join("", cues.stream().flatMap(cue -> cue.lines().stream()).toList());
        assertThat(shown.replace(" ", "")).isEqualTo(spoken.replace(" ", ""));
    }

    private static String golden(String name) {
        try (var stream = CueLayoutTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
