package io.crealia.local.cloud.mediaconvert.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WebVttTest {

    @Test
    void segments_cueAcrossBorder_standsInBoth() {
        var text = WebVtt.parse(
                "WEBVTT\n\nintro\n00:05.000 --> 00:07.500 align:start\nHello\nworld\n\n00:00:10.000 --> 00:00:11.000\nBye\n",
                0);

        assertThat(text.segments(6, 13)).hasSize(3).satisfiesExactly(
                first -> assertThat(first).startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n")
                        .contains("00:00:05.000 --> 00:00:07.500 align:start\nHello\nworld\n"),
                second -> assertThat(second).contains("Hello").contains("00:00:10.000 --> 00:00:11.000\nBye\n"),
                third -> assertThat(third).doesNotContain("-->"));
    }

    @Test
    void parse_subRip_becomesWebVttWithOffset() {
        var text = WebVtt.parse(
                "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n\r\n2\r\n01:00:00,500 --> 01:00:01,000\r\nEnd", 500);

        assertThat(text.segments(7200, 3602)).singleElement().asString().contains("00:00:01.500 --> 00:00:02.500\nHi")
                .contains("01:00:01.000 --> 01:00:01.500\nEnd");
    }

    @Test
    void parse_noCue_saysWhatWasExpected() {
        assertThatThrownBy(() -> WebVtt.parse("not captions", 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-->");
    }
}
