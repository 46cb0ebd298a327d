package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HlsTest {
    private static final String MEDIA = """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:6
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-MAP:URI="index_720_init.mp4"
            #EXTINF:6.000,
            index_720_00001.m4s
            #EXTINF:4.5,
            index_720_00002.m4s
            #EXT-X-ENDLIST
            """;

    @Test
    void master_withSoundAndPicture_isRead() {
        var master = HlsMaster.parse("""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aud, io",NAME="a",URI="index_audio.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=1500000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="aud, io"
                index_720.m3u8
                """);
        assertThat(master.variants()).containsExactly(new HlsMaster.Variant("index_720.m3u8", 1_500_000,
                "avc1.4d401f,mp4a.40.2", Optional.of(new Size(1280, 720)), Optional.of("aud, io")));
        assertThat(master.media().getFirst().uri()).contains("index_audio.m3u8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a playlist", "#EXTM3U", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a\"",
            "#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"a\"\nx.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,,\nx.m3u8",
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a\"\nhttps://evil.example/x.m3u8",
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a\"\n../../other/x.m3u8",
            "#EXTM3U\n#EXTINF:6,\nsegment.m4s"})
    void master_malformed_isRefused(String text) {
        assertThatThrownBy(() -> HlsMaster.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void media_wholeRecording_isRead() {
        var playlist = HlsMediaPlaylist.parse(MEDIA);
        assertThat(playlist.seconds()).isEqualTo(10.5);
        assertThat(playlist.init()).contains("index_720_init.mp4");
        assertThat(playlist.segments()).extracting(HlsMediaPlaylist.Segment::uri).containsExactly("index_720_00001.m4s",
                "index_720_00002.m4s");
    }

    @Test
    void media_withoutEnd_isRefused() {
        refused(MEDIA.replace("#EXT-X-ENDLIST\n", ""));
    }

    @Test
    void media_segmentLongerThanTheTarget_isRefused() {
        refused(MEDIA.replace("#EXTINF:6.000", "#EXTINF:6.6"));
    }

    @Test
    void media_segmentWithoutLength_isRefused() {
        refused(MEDIA.replace("#EXTINF:4.5,\n", ""));
    }

    @Test
    void media_lengthThatIsNoNumber_isRefusedWithItsLine() {
        assertThatThrownBy(() -> HlsMediaPlaylist.parse(MEDIA.replace("#EXTINF:4.5", "#EXTINF:NaN")))
                .hasMessageContaining("line 8");
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> HlsMediaPlaylist.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
