package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubRipTest {
    @Test
    void write_cues_isNumbered() {
        var cues = List.of(new Cue(0, 1500, List.of("one", "two")), new Cue(3_600_000, 3_601_000, List.of("a < b")));
        assertThat(SubRip.write(cues)).isEqualTo("1\r\n00:00:00,000 --> 00:00:01,500\r\none\r\ntwo\r\n\r\n"
                + "2\r\n01:00:00,000 --> 01:00:01,000\r\na < b\r\n\r\n");
        assertThat(SubRip.parse(SubRip.write(cues))).isEqualTo(cues);
    }

    @Test
    void write_textLikeTimes_makesNoCue() {
        var cue = new Cue(0, 1000, List.of("00:00:05,000 --> 00:00:06,000", "7", "fake"));
        assertThat(SubRip.parse(SubRip.write(List.of(cue)))).singleElement()
                .isEqualTo(new Cue(0, 1000, List.of("00:00:05,000 → 00:00:06,000", "7", "fake")));
    }

    @Test
    void parse_whatIsOutThere_isRead() {
        var text = "\uFEFF7\r\n0:0:01.5 --> 00:00:02,500 X1:1 X2:2\r\n".replace("0:0:01.5", "0:00:01.5")
                + "{\\an8}<i>Hello</i> <font color=\"#fff\">you</font>\r\n\r\nbehind a blank line\r\n42\r\n\r\n"
                + "9\n00:00:03,000 --> 00:00:04,000\nA --> B {i}x{/i}\n10\n00:00:04,000 --> 00:00:05,000\nlast";
        assertThat(SubRip.parse(text)).containsExactly(
                new Cue(1500, 2500, List.of("Hello you", "behind a blank line", "42")),
                new Cue(3000, 4000, List.of("A --> B x")), new Cue(4000, 5000, List.of("last")));
    }

    @Test
    void parse_nothing_isNothing() {
        assertThat(SubRip.parse("")).isEmpty();
        assertThat(SubRip.parse("\r\n1\r\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'hello',1,a number", "'1~00:00:01,000 -> 2',2,a number", "'1~00:01 --> 00:02~x',2,times such as",
            "'1~00:00:03,000 --> 00:00:02,000~x',2,end after",
            "'1~00:00:01,000 --> 00:00:02,000~x~~2~00:00:aa,000 --> 00:00:04,000~y~~3~00:00:99,000 --> 00:01:44,000',6,times such as"})
    void parse_malformed_namesTheLine(String text, int line, String expected) {
        assertThatThrownBy(() -> SubRip.parse(text.replace('~', '\n'))).isInstanceOfSatisfying(
                TimedTextException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(expected);
    }

    @Test
    void parse_written_isTheSame() {
        for (int seed = 0; seed < 300; seed++) {
            var cues = CueLayout.landscape().cues(Speech.hostile(new Random(seed)));
            var plain = cues.stream().map(cue -> new Cue(cue.startMs(), cue.endMs(),
                    cue.lines().stream().map(line -> line.replace("-->", "→").replace("{\\an8}", "")).toList()))
                    .toList();
            assertThat(SubRip.parse(SubRip.write(cues))).isEqualTo(plain);
            assertThat(WebVtt.parse(WebVtt.write(cues))).isEqualTo(cues);
        }
    }
}
