package io.crealia.timedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebVttTest {
    @Test
    void write_hostileText_isEscaped() {
        var cue = new Cue(3_599_999, 3_600_000 * 100L, List.of("1 < 2 & 3 --> 4", "AT&T"));
        assertThat(WebVtt.write(List.of(cue)))
                .isEqualTo("WEBVTT\n\n00:59:59.999 --> 100:00:00.000\n1 &lt; 2 &amp; 3 --&gt; 4\nAT&amp;T\n");
        assertThat(WebVtt.parse(WebVtt.write(List.of(cue)))).containsExactly(cue);
    }

    @Test
    void write_none_isAFileWithoutCues() {
        assertThat(WebVtt.parse(WebVtt.write(List.of()))).isEmpty();
    }

    @Test
    void parse_whatIsOutThere_isRead() {
        var text = "\uFEFFWEBVTT - title\r\nKind: captions\r\n\r\nNOTE a --> b is no cue\r\nmore\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
                + "REGION\r\nid:fred\r\n\r\nintro\r\n01:02.5 --> 00:01:04.000 align:start position:0%\r\n"
                + "<v Roger Bingham>We are <c.loud>in</c> <00:01:03.000>New\r\nYork &amp; <i\r\n>City</i>&nbsp;&#33;</v>\r\n\r\n\r\n"
                + "00:02.000 --> 00:03.000\rearlier\r00:03.000 --> 00:04.000\nwithout a blank line";
        assertThat(WebVtt.parse(text)).containsExactly(new Cue(2000, 3000, List.of("earlier")),
                new Cue(3000, 4000, List.of("without a blank line")),
                new Cue(62_500, 64_000, List.of("We are in New", "York & City !")));
    }

    @Test
    void parse_markupBehindReferences_doesNotSurvive() {
        var cues = WebVtt
                .parse("WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;script&gt;alert(1)&lt;/script&gt;<img src=x onerror=y>"
                        + "&#60;b&#x3e; a &lt; b <3 &lt;img &amp;lt;i>\n");
        assertThat(cues.getFirst().lines()).containsExactly("alert(1) a < b <3");
    }

    @Test
    void parse_overlaps_areResolvedWithoutLoss() {
        var cues = WebVtt.parse("WEBVTT\n\n00:05.000 --> 00:09.000\nlate\n\n00:01.000 --> 00:06.000\nlong\n\n"
                + "00:05.000 --> 00:07.000\ntogether\n");
        assertThat(cues).containsExactly(new Cue(1000, 5000, List.of("long")),
                new Cue(5000, 9000, List.of("late", "together")));
    }

    @Test
    void parse_emptyCue_isDropped() {
        assertThat(WebVtt.parse("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',1,WEBVTT", "WEBVTTX,1,WEBVTT", "'WEBVTT~~id~',4,times such as",
            "'WEBVTT~~1 --> 2~x',3,times such as",
            "'WEBVTT~~00:02.000 --> 00:01.000~x',3,end after", "'WEBVTT~~00:61.000 --> 00:62.000~x',3,below 60",
            "'WEBVTT~~00:01.000 --> 00:02.000~a --> b',4,times such as", "'WEBVTT~~hello~world',4,times such as"})
    void parse_malformed_namesTheLine(String text, int line, String expected) {
        assertThatThrownBy(() -> WebVtt.parse(text.replace('~', '\n'))).isInstanceOfSatisfying(
                TimedTextException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(expected);
    }

    @Test
    void parse_beyondTheLimits_isRefused() {
        assertThatThrownBy(() -> WebVtt.parse("WEBVTT\n\n" + "é".repeat(CueFile.MAX_BYTES / 2 + 1)))
                .isInstanceOf(TimedTextException.class).hasMessageContaining("2000000 bytes");
        var text = new StringBuilder("WEBVTT\n");
        for (int i = 0; i <= CueFile.MAX_CUES; i++) {
            text.append("\n00:01.0 --> 00:02.0\nx\n");
        }
        assertThatThrownBy(() -> WebVtt.parse(text.toString())).isInstanceOf(TimedTextException.class)
                .hasMessageContaining("20000 cues");
    }

    @Test
    void write_mixedDirections_isolatesOnlyWhatNeedsIt() {
        var hebrew = new Cue(0, 1000, List.of("YouTube הוא אתר", "של סרטונים"));
        var english = new Cue(1000, 2000, List.of("שלום means hello", "and peace"));
        var text = WebVtt.write(List.of(hebrew, english));
        assertThat(text).contains("\u2067YouTube הוא אתר\u2069\nשל סרטונים\n")
                .contains("\u2066שלום means hello\u2069\nand peace\n");
        assertThat(WebVtt.parse(text)).containsExactly(hebrew, english);
    }

    @Test
    void parse_mutatedFiles_endWithCuesOrTheLine() {
        var random = new Random(7);
        var parts = List.of("WEBVTT\n", "\n", "\r", "00:01.000 --> 00:02.000\n", "-->", "<b>", "&#1234567;", "&#xFFFF;",
                "NOTE", "a", "\uFEFF", "\uD800", "9999:59:59.999 --> 9999:59:59.9999\n", "&lt;", "<", "é", "1\n",
                "00:00:01,000 --> 00:00:02,000\n", "{\\an8}");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("WEBVTT\n\n");
            var count = random.nextInt(12);
            for (int k = 0; k < count; k++) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            for (var parse : List.<Function<String, List<Cue>>>of(WebVtt::parse, SubRip::parse)) {
                try {
                    var cues = new ArrayList<>(parse.apply(text.toString()));
                    assertThat(WebVtt.parse(WebVtt.write(cues))).isEqualTo(cues);
                    read += cues.size();
                } catch (TimedTextException e) {
                    assertThat(e.line()).isBetween(0, 40);
                }
            }
        }
        assertThat(read).isGreaterThan(300);
    }
}
