package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crealia.local.cloud.ffmpeg.RefusedInputException.Reason;
import java.util.HexFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFormatTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"00000020667479706d703432, MP4", "000000086d6f6f76, MP4", "1a45dfa3, MATROSKA",
            "52494646ffffffff41564920, AVI", "52494646ffffffff57415645, WAV", "4f676753, OGG", "664c6143, FLAC",
            "464c5601, FLV",
            "494433, MP3", "fffb9064, MP3", "fff15080, AAC", "000001ba, MPEG_PS", "47, MPEG_TS", "3026b275, ASF",
            "060e2b34, MXF", "464f524d0000000041494646, AIFF"})
    void sniff_magicBytes_giveTheContainer(String hex, InputFormat expected) throws Exception {
        assertThat(InputFormat.sniff(file(HexFormat.of().parseHex(hex)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'ffconcat version 1.0\nfile /etc/passwd', PLAYLIST", "'#EXTM3U\n#EXTINF:1,\nhttp://x/', PLAYLIST",
            "'  \n#EXTM3U', PLAYLIST", "'<?xml version=\"1.0\"?><MPD/>', PLAYLIST",
            "'v=0\no=- 0 0 IN IP4 1.1.1.1', PLAYLIST",
            "'file ''/etc/passwd''', PLAYLIST", "'[playlist]', PLAYLIST", "'hello, this is no video', TEXT",
            "'', EMPTY"})
    void sniff_text_isRefusedByKind(String content, Reason expected) throws Exception {
        Path file = file(content.getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowableOfType(RefusedInputException.class, () -> InputFormat.sniff(file)).reason())
                .isEqualTo(expected);
    }

    @Test
    void sniff_binaryNobodyKnows_isRefused() throws Exception {
        Path file = file(new byte[]{1, 2, 3, 4, 5, 6, 7, 8});

        assertThat(catchThrowableOfType(RefusedInputException.class, () -> InputFormat.sniff(file)).reason())
                .isEqualTo(Reason.UNKNOWN_CONTAINER);
    }

    @Test
    void demuxers_all_noPlaylistAmongThem() {
        List<String> names = Arrays.stream(InputFormat.values())
                .flatMap(format -> Arrays.stream(format.whitelist().split(","))).toList();

        assertThat(names).doesNotContain("hls", "applehttp", "concat", "dash", "sdp", "image2", "rtsp", "tty", "lavfi");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("upload.mp4"), content);
    }
}
