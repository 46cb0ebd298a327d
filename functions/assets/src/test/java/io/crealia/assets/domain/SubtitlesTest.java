package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.Understanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubtitlesTest {
    private static CaptionTrack track(String language) {
        return new CaptionTrack(new LanguageTag(language), CaptionTrack.Origin.UPLOADED, CaptionTrack.State.PUBLISHED,
                1, "w", "v", "s", Optional.empty());
    }

    @Test
    void withSubtitles_tracks_areOfferedToEveryVariant() {
        var master = Samples.MASTER + "#EXT-X-STREAM-INF:BANDWIDTH=1\nindex_234.m3u8\n";

        var text = Playlist.parse(master).withSubtitles(List.of(track("en"), track("pt-BR")))
                .rewritten(name -> name + "?t");

        assertThat(text.lines().filter(line -> line.startsWith("#EXT-X-MEDIA:TYPE=SUBTITLES"))).containsExactly(
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"English\",LANGUAGE=\"en\",AUTOSELECT=YES,"
                        + "DEFAULT=NO,FORCED=NO,URI=\"captions_en.m3u8?t\"",
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"português (Brasil)\",LANGUAGE=\"pt-BR\","
                        + "AUTOSELECT=YES,DEFAULT=NO,FORCED=NO,URI=\"captions_pt-BR.m3u8?t\"");
        assertThat(text.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF"))).hasSize(2)
                .allMatch(line -> line.endsWith(",SUBTITLES=\"subs\""));
    }

    @Test
    void withSubtitles_none_changesNothing() {
        assertThat(Playlist.parse(Samples.MASTER).withSubtitles(List.of()).rewritten(name -> name))
                .isEqualTo(Samples.MASTER);
    }

    @Test
    void withSubtitles_masterWithItsOwn_isNotServed() {
        var playlist = Playlist.parse("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES=\"x\"\na.m3u8\n");

        assertThatThrownBy(() -> playlist.withSubtitles(List.of(track("en"))))
                .isInstanceOf(DamagedFileException.class).hasMessageContaining("SUBTITLES");
    }

    /** RFC 8216, 4.3.3.1: EXTINF, rounded to the nearest second, is at most the target. */
    @ParameterizedTest
    @CsvSource({"1,1,0.001", "10010,11,10.010", "10000,10,10.000", "7200000,7200,7200.000", "0,1,0.001"})
    void playlist_duration_isCoveredByTheTarget(long millis, String target, String seconds) {
        assertThat(Subtitles.playlist(Duration.ofMillis(millis), "captions_en.vtt?token=x")).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:%s
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXTINF:%s,
                captions_en.vtt?token=x
                #EXT-X-ENDLIST
                """.formatted(target, seconds));
    }

    @Test
    void segment_file_saysWhereItsZeroIs() {
        assertThat(Subtitles.segment(Understanding.VTT)).isEqualTo("WEBVTT\n"
                + "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n00:00:00.100 --> 00:00:01.300\nHello you.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "WEBVTT2\n", " WEBVTT\n"})
    void segment_otherFile_isNotServed(String text) {
        assertThatThrownBy(() -> Subtitles.segment(text)).isInstanceOf(DamagedFileException.class);
    }
}
