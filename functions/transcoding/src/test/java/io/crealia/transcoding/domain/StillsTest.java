package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.transcoding.Pictures;
import java.awt.Color;
import org.junit.jupiter.api.Test;

final class StillsTest {
    @Test
    void score_colourfulAndSharp_beatsGreyAndBlack() {
        var good = PosterScore.of(Pictures.busy(320, 180, 7));
        var grey = PosterScore.of(Pictures.plain(320, 180, Color.GRAY));
        var black = PosterScore.of(Pictures.plain(320, 180, Color.BLACK));
        assertThat(good).isGreaterThan(grey);
        assertThat(grey).isGreaterThan(black);
        assertThat(black.black()).isTrue();
    }

    @Test
    void storyboard_ofTenTiles_hasFiveColumnsAndCuesToTheEnd() {
        var board = Storyboard.of(10, 160, 90, 100);
        assertThat(board.columns()).isEqualTo(5);
        assertThat(board.rows()).isEqualTo(2);
        assertThat(board.width()).isEqualTo(800);
        var vtt = board.vtt("storyboard.jpg", 1040);
        assertThat(vtt).startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:00.100\nstoryboard.jpg#xywh=0,0,160,90\n")
                .endsWith("00:00:00.900 --> 00:00:01.040\nstoryboard.jpg#xywh=640,90,160,90\n");
    }

    @Test
    void storyboard_ofHundredTiles_hasTenColumns() {
        assertThat(Storyboard.of(100, 160, 90, 9000).columns()).isEqualTo(10);
        assertThat(Storyboard.of(3, 160, 90, 100).columns()).isEqualTo(3);
    }

    @Test
    void jpeg_encoded_keepsItsSize() {
        assertThat(Jpeg.size(Jpeg.encode(Pictures.busy(98, 34, 1)))).isEqualTo(new Size(98, 34));
    }

    @Test
    void jpeg_otherBytes_areRefused() {
        assertThatThrownBy(() -> Jpeg.size(new byte[]{1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }
}
