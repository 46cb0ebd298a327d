package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaylistTest {
    private static final Pattern ANY_URI = Pattern.compile("URI\\s*=\\s*\"?([^\",]*)");

    @Test
    void rewritten_master_signsVariantsAndAudio() {
        assertThat(Playlist.parse(Samples.MASTER).rewritten(name -> name + "?token=T")).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="main",DEFAULT=YES,AUTOSELECT=YES,\
                URI="index_audio.m3u8?token=T"
                #EXT-X-STREAM-INF:BANDWIDTH=4700000,AVERAGE-BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2",\
                RESOLUTION=720x1280,FRAME-RATE=29.970,AUDIO="audio"
                index_720.m3u8?token=T
                """);
    }

    @Test
    void rewritten_variant_signsInitAndSegments() {
        assertThat(Playlist.parse(Samples.VARIANT).rewritten(name -> "https://s/" + name + "?a=1&b=2")).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:6
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="https://s/index_720init.cmfv?a=1&b=2"
                #EXTINF:6.006,
                https://s/index_720_000000001.cmfv?a=1&b=2
                #EXTINF:4.004,
                https://s/index_720_000000002.cmfv?a=1&b=2
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void rewritten_iFramesSubtitlesAndByteRanges_areSigned() {
        var text = """
                #EXTM3U
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="a, URI=b",LANGUAGE="en",URI="index_en.m3u8"
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="index_iframes.m3u8"
                #EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"
                #EXTINF:2,
                #EXT-X-BYTERANGE:1000@700
                all.mp4
                """;

        assertThat(Playlist.parse(text).rewritten(name -> "[" + name + "]")).isEqualTo(text
                .replace("\"index_en.m3u8\"", "\"[index_en.m3u8]\"").replace("\"all.mp4\"", "\"[all.mp4]\"")
                .replace("\"index_iframes.m3u8\"", "\"[index_iframes.m3u8]\"").replace("\nall.mp4", "\n[all.mp4]"));
    }

    @Test
    void rewritten_windowsLineEnds_areRead() {
        assertThat(Playlist.parse("#EXTM3U\r\n#EXTINF:1,\r\na.ts\r\n").rewritten(name -> "x"))
                .isEqualTo("#EXTM3U\n#EXTINF:1,\nx\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/a.ts", "//evil.example/a.ts", "/a.ts", "../a.ts", "b/a.ts",
            "a.ts?x=1",
            "%2e%2e%2fa.ts", "a%2fb.ts", " a.ts", "a.ts ", "..", ".ts", "a.b.ts", "a.exe", "a.ts#x", "\\a.ts",
            "file:a.ts",
            "a\u0000.ts", "ａ.ts", "data:text/vtt,x", "{$v}.ts"})
    void rewritten_childThatIsNoPlainName_isRefusedWithItsLine(String child) {
        assertThatThrownBy(() -> Playlist.parse("#EXTM3U\n#EXTINF:1,\n" + child + "\n").rewritten(name -> "x"))
                .isInstanceOf(DamagedFileException.class).hasMessageStartingWith("line 3: ");
        assertThatThrownBy(
                () -> Playlist.parse("#EXTM3U\n#EXT-X-MAP:URI=\"" + child + "\"\n").rewritten(name -> "x"))
                .isInstanceOf(DamagedFileException.class).hasMessageStartingWith("line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#EXT-X-MAP:URI=a.mp4", "#EXT-X-MAP:URI=\"a.mp4", "#EXT-X-MAP:uri=\"a.mp4\",URI=\"b\"",
            "#EXT-X-DATERANGE:ID=\"a\",X-ASSET-URI=\"https://evil.example/\"", "#EXT-X-MAP: URI=\"a.mp4\"",
            "#EXT-X-SESSION-DATA:DATA-ID=\"x\",URI=\"https://evil.example/\"",
            "#EXT-X-KEY:METHOD=AES-128,URI=\"skd://k\"",
            "#EXT-X-MAP:URI =\"a.mp4\"", "#EXT-X-MAP:A=\"x\"\"y\",URI=\"a.mp4\""})
    void rewritten_strangeAttributes_areRefused(String tag) {
        assertThatThrownBy(() -> Playlist.parse("#EXTM3U\n" + tag + "\n").rewritten(name -> "x"))
                .isInstanceOf(DamagedFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n#EXTM3U\n", "\uFEFF#EXTM3U\n", "WEBVTT\n", "#EXTM3U8\n"})
    void parse_notAPlaylist_isRefused(String text) {
        assertThatThrownBy(() -> Playlist.parse(text)).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void duration_segments_areSummed() {
        assertThat(Playlist.parse(Samples.VARIANT).duration()).isEqualTo(Duration.ofMillis(10_010));
        assertThat(Playlist.parse(Samples.MASTER).duration()).isZero();
    }

    @Test
    void duration_malformed_isRefused() {
        assertThatThrownBy(() -> Playlist.parse("#EXTM3U\n#EXTINF:six,\na.ts\n").duration())
                .isInstanceOf(DamagedFileException.class);
    }

    /** For 500 generated playlists: what comes out has no address but those that the signer gave, and keeps every tag. */
    @Test
    void rewritten_anyPlaylist_leavesNoChildUnsigned() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var lines = new ArrayList<>(List.of("#EXTM3U"));
            int children = 0;
            for (int i = random.nextInt(60); i > 0; i--) {
                children += add(lines, random);
            }
            var given = new ArrayList<String>();
            var text = Playlist.parse(String.join("\n", lines)).rewritten(name -> {
                given.add(name);
                return "signed/" + given.size();
            });

            assertThat(given).as("seed %d", seed).hasSize(children);
            assertThat(addresses(text)).as("seed %d", seed).hasSize(children)
                    .allMatch(address -> address.startsWith("signed/"));
            assertThat(text.lines().filter(line -> line.startsWith("#")).count()).as("seed %d", seed)
                    .isEqualTo(lines.stream().filter(line -> line.startsWith("#")).count());
        }
    }

    private static int add(List<String> lines, Random random) {
        var name = "n" + random.nextInt(1000);
        switch (random.nextInt(9)) {
            case 0 -> lines.add("#EXT-X-MAP:URI=\"" + name + "init.cmfv\"");
            case 1 -> lines.add("#EXT-X-MEDIA:URI=\"" + name + ".m3u8\",TYPE=AUDIO,NAME=\"URI=,x\"");
            case 2 -> lines.add("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"" + name + ".m3u8\",CODECS=\"a,b\"");
            case 3 -> {
                lines.add("#EXTINF:" + random.nextInt(7) + ".5,title, with URI=");
                lines.add(name + ".cmfa");
            }
            case 4 -> lines.add(name + ".m3u8");
            case 5 -> {
                lines.add("#EXT-X-TARGETDURATION:6");
                return 0;
            }
            case 6 -> {
                lines.add("");
                return 0;
            }
            case 7 -> {
                lines.add("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"YOUR\",NAME=\"n\"");
                return 0;
            }
            default -> {
                lines.add("#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"avc1,mp4a\",AUDIO=\"a\"");
                return 0;
            }
        }
        return 1;
    }

    private static List<String> addresses(String text) {
        var found = new ArrayList<String>();
        text.lines().forEach(line -> {
            if (!line.isBlank() && !line.startsWith("#")) {
                found.add(line);
            } else if (line.startsWith("#EXT-X-")) {
                // Quoted text may say URI= without meaning it.
                var matcher = ANY_URI.matcher(line.replace("NAME=\"URI=,x\"", ""));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        });
        return found;
    }
}
