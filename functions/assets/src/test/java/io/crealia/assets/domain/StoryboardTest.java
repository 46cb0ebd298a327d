package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoryboardTest {
    @Test
    void rewritten_cues_pointAtTheSignedSprite() {
        assertThat(Storyboard.rewritten(Samples.CUES, "storyboard.jpg?token=T")).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:00.200
                storyboard.jpg?token=T#xywh=0,0,160,284

                00:00:00.200 --> 00:00:00.400
                storyboard.jpg?token=T#xywh=160,0,160,284
                """);
    }

    @Test
    void rewritten_otherNameOfTheSpriteAndNamedCues_areUnderstood() {
        assertThat(Storyboard.rewritten("WEBVTT\n\n1\n00:00.000 --> 00:05.000\nsprite_1.jpg#xywh=0,0,1,1\n", "S"))
                .isEqualTo("WEBVTT\n\n1\n00:00.000 --> 00:05.000\nS#xywh=0,0,1,1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/a.jpg#xywh=0,0,1,1", "../a.jpg#xywh=0,0,1,1", "a.jpg", "<b>hello</b>",
            "a.jpg#xywh=0,0,1", "a/b.jpg#xywh=0,0,1,1"})
    void rewritten_anythingElse_isRefused(String line) {
        assertThatThrownBy(
                () -> Storyboard.rewritten("WEBVTT\n\n00:00.000 --> 00:05.000\n" + line + "\n", "S"))
                .isInstanceOf(DamagedFileException.class);
    }

    @Test
    void rewritten_notVtt_isRefused() {
        assertThatThrownBy(() -> Storyboard.rewritten("#EXTM3U\n", "S")).isInstanceOf(DamagedFileException.class);
    }
}
