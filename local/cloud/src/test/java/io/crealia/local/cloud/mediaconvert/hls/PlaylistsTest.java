package io.crealia.local.cloud.mediaconvert.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.Ratio;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistsTest {

    @Test
    void mediaPlaylist_lastSegmentShort_keepsTrueLengthsAndTarget() {
        String text = MediaPlaylist.write("v_init.cmfv",
                List.of(new MediaPlaylist.Entry("v_1.cmfv", 6.006), new MediaPlaylist.Entry("v_2.cmfv", 1.2345678)), 6,
                true, false);

        assertThat(text).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:6
                #EXT-X-MEDIA-SEQUENCE:1
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="v_init.cmfv"
                #EXTINF:6.006000,
                v_1.cmfv
                #EXTINF:1.234568,
                v_2.cmfv
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void mediaPlaylist_legacyTarget_isRoundedUp() {
        var entries = List.of(new MediaPlaylist.Entry("a", 6.006));

        assertThat(MediaPlaylist.write("", entries, 6, false, true)).contains("#EXT-X-TARGETDURATION:7\n")
                .contains("#EXTINF:6,\n")
                .doesNotContain("EXT-X-MAP");
    }

    @Test
    void masterPlaylist_videoAudioText_addsBandwidthsAndOrders() {
        var master = new MasterPlaylist(6, true);
        master.video("v_240.m3u8", rendition("avc1.42c00d", 60_000, 30_000), 426, 240, new Ratio(30000, 1001));
        master.video("v_720.m3u8", rendition("avc1.64001f", 600_000, 300_000), 1280, 720, new Ratio(30000, 1001));
        master.audio("a.m3u8", rendition("mp4a.40.2", 96_000, 96_000), "English \"x\"", "en", 2);
        master.text("t.m3u8", "English", "en");

        assertThat(master.write()).isEqualTo(
                """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English  x ",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="t.m3u8"
                        #EXT-X-STREAM-INF:BANDWIDTH=928000,AVERAGE-BANDWIDTH=728000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="audio",SUBTITLES="subtitles"
                        v_720.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=208000,AVERAGE-BANDWIDTH=188000,CODECS="avc1.42c00d,mp4a.40.2",RESOLUTION=426x240,FRAME-RATE=29.970,AUDIO="audio",SUBTITLES="subtitles"
                        v_240.m3u8
                        """);
    }

    @Test
    void masterPlaylist_audioAlone_isTheVariant() {
        var master = new MasterPlaylist(6, true);
        master.audio("a.m3u8", rendition("mp4a.40.2", 96_000), "Audio", "", 2);

        assertThat(master.write())
                .endsWith("#EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=128000,CODECS=\"mp4a.40.2\"\na.m3u8\n")
                .doesNotContain("EXT-X-MEDIA");
    }

    @Test
    void peakBandwidth_tinyLastSegment_doesNotCountAlone() {
        var rendition = new Rendition(Path.of("i"), List.of(new Rendition.Segment(Path.of("1"), 6, 600_000),
                new Rendition.Segment(Path.of("2"), 0.1, 100_000)), "avc1.64001f");

        assertThat(rendition.peakBandwidth(6)).isEqualTo(Math.round(700_000 * 8 / 6.1));
    }

    /** Segments of six seconds. */
    private static Rendition rendition(String codecs, long... bytes) {
        return new Rendition(Path.of("init"),
                Arrays.stream(bytes).mapToObj(size -> new Rendition.Segment(Path.of("s"), 6, size)).toList(),
                codecs);
    }
}
