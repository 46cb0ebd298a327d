package io.crealia.uploads.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.crealia.uploads.domain.sniff.MediaFormat;
import io.crealia.uploads.domain.sniff.MediaSniffer;
import io.crealia.uploads.domain.sniff.Sniffed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MediaSnifferTest {
    private static final String FTYP = "00000018 66747970 69736f6d 00000200 69736f6d 69736f32";

    static Stream<Arguments> media() {
        return Stream.of(of(MediaFormat.MP4, hex(FTYP)),
                of(MediaFormat.MP4, atom(28, "ftypmp42\0\0\0\0isommp42avc1")),
                of(MediaFormat.MOV, atom(20, "ftypqt  \0\0\2\0qt  ")),
                of(MediaFormat.THREE_GP, atom(24, "ftyp3gp5\0\0\2\0isom3gp5")),
                of(MediaFormat.M4A, atom(24, "ftypM4A \0\0\2\0isomM4A ")),
                of(MediaFormat.MOV, atom(8, "wide"), atom(1000, "mdat")),
                of(MediaFormat.MOV, atom(1000, "moov")), of(MediaFormat.MOV, atom(0, "mdat")),
                of(MediaFormat.MOV, atom(1, "mdat")),
                of(MediaFormat.MP4, atom(16, "free12345678"), hex(FTYP)),
                of(MediaFormat.MATROSKA, hex("1a45dfa3 a3 4286 81 01 42f7 81 01 4282 88 6d6174726f736b61")),
                of(MediaFormat.WEBM, hex("1a45dfa3 01 0000000000001f 4286 81 01 4282 84 7765626d")),
                of(MediaFormat.MPEG_TS, packets(0, 188)), of(MediaFormat.MPEG_TS, packets(4, 192)),
                of(MediaFormat.MPEG_PS, hex("000001ba 44000400")),
                of(MediaFormat.AVI, "RIFF\1\2\3\4AVI LIST".getBytes(ISO_8859_1)),
                of(MediaFormat.WAV, "RIFF\1\2\3\4WAVEfmt ".getBytes(ISO_8859_1)),
                of(MediaFormat.WAV, hex("52463634 ffffffff 57415645")),
                of(MediaFormat.AIFF, "FORM\0\0\1\2AIFFCOMM".getBytes(ISO_8859_1)),
                of(MediaFormat.FLAC, "fLaC\0\0\0\42".getBytes(ISO_8859_1)),
                of(MediaFormat.OGG, "OggS\0\2".getBytes(ISO_8859_1)),
                of(MediaFormat.FLV, "FLV\1\5\0\0\0\11".getBytes(ISO_8859_1)),
                of(MediaFormat.ASF, hex("3026b275 8e66cf11 a6d900aa 0062ce6c")),
                of(MediaFormat.MXF, hex("060e2b34 02050101 0d010201 01020400")),
                // 128 kbit/s at 44.1 kHz: 417 bytes a frame.
                of(MediaFormat.MP3, hex("fffb9000"), new byte[413], hex("fffb9000")),
                of(MediaFormat.MP3, "ID3\3\0\0\0\0\0\12".getBytes(ISO_8859_1), new byte[10], hex("fffb9000"),
                        new byte[413], hex("fffb9000")),
                of(MediaFormat.MP3, "ID3\3\0\0\0\0\0\12".getBytes(ISO_8859_1), new byte[700], hex("fffb9000"),
                        new byte[413], hex("fffb9000")),
                of(MediaFormat.FLAC, "ID3\3\0\0\0\0\0\12".getBytes(ISO_8859_1), new byte[10],
                        "fLaC".getBytes(ISO_8859_1)),
                of(MediaFormat.MP3, "ID3\4\0\0\0\17\0\0".getBytes(ISO_8859_1)),
                of(MediaFormat.AAC, hex("fff15080 02e000"), new byte[16], hex("fff15080 02e000")));
    }

    @ParameterizedTest
    @MethodSource("media")
    void sniff_media_isRecognised(MediaFormat format, byte[] bytes) {
        assertThat(sniff(bytes, 100_000)).isEqualTo(new Sniffed.Media(format));
    }

    private static Arguments of(MediaFormat format, byte[]... pieces) {
        var bytes = new ByteArrayOutputStream();
        for (var piece : pieces) {
            bytes.writeBytes(piece);
        }
        return arguments(format, bytes.toByteArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"#EXTM3U\\n|an HLS playlist",
            "  \\n#EXTM3U\\n|an HLS playlist", "ffconcat version 1.0\\nfile 'x'|an ffconcat playlist",
            "[playlist]\\nFile1=a|a PLS playlist", "v=0\\r\\no=- 0|an SDP description",
            "<?xml version=\"1.0\"?><MPD xmlns=\"x\">|a DASH manifest", "<MPD >|a DASH manifest",
            "<!DOCTYPE html><p>|an HTML page", "<html lang=x>|an HTML page", "<script>x</script>|an HTML page",
            "<svg xmlns=\"x\">|an SVG image", "<?xml version=\"1.0\"?><svg >|an SVG image",
            "<?xml version=\"1.0\"?><a/>|an XML document", "#!/bin/sh|a script", "Hello, world. 你好|a text file",
            "GGGGGGGGGGGGGG|a text file"})
    void sniff_text_isNamed(String text, String name) {
        var given = text.replace("\\n", "\n").replace("\\r", "\r");
        // Long enough for the sync byte of a transport stream, which is a G, to come again and again.
        var bytes = (given + given.substring(given.length() - 1).repeat(1000)).getBytes(UTF_8);

        assertThat(sniff(bytes, bytes.length)).isEqualTo(new Sniffed.Other(name));
    }

    @ParameterizedTest
    @CsvSource({"504b0304,a ZIP archive", "7f454c46,a program", "4d5a9000,a program", "474946383961,a GIF image",
            "89504e470d0a1a0a,a PNG image", "ffd8ffe0,a JPEG image", "255044462d,a PDF document",
            "1f8b08,a gzip archive",
            "524946460000000057454250,a WebP image", "0000001866747970686569630000000068656963,an image",
            "0000001c667479706176696600000000617669666d696631,an image",
            "1a45dfa38542828178797a,an EBML document of another type", "1a45dfa3,an EBML document of another type",
            "0001020304,no format that we know", "fffb9000,no format that we know",
            "0000000866747970,no format that we know", "000003e86d6f6f76,no format that we know",
            "3c212d2d66747970,no format that we know"})
    void sniff_binary_isNamed(String hex, String name) {
        var bytes = Arrays.copyOf(HexFormat.of().parseHex(hex), hex.length() / 2 + 40);

        assertThat(sniff(bytes, bytes.length)).isEqualTo(new Sniffed.Other(name));
    }

    @ParameterizedTest
    @CsvSource({"'\n#EXTM3U\nhttp://x/',an HLS playlist", "'<ScRiPt>x',an HTML page", "'<html>',an HTML page",
            "'<svg onload=x>',an SVG image", "'\nffconcat version 1.0\n',an ffconcat playlist",
            "'<MPD xmlns=x>',a DASH manifest", "'%PDF-1.7',a PDF document"})
    void sniff_polyglot_isRefused(String mark, String name) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex(FTYP));
        bytes.writeBytes(mark.getBytes(UTF_8));

        assertThat(sniff(bytes.toByteArray(), 100_000)).isEqualTo(new Sniffed.Other(name + " hidden in a media file"));
    }

    @Test
    void sniff_textThatImitatesAnAtom_isRefused() {
        assertThat(sniff("<!--ftypisom--><html></html>".getBytes(UTF_8), 28)).isInstanceOf(Sniffed.Other.class);
        assertThat(sniff("#123mdat\nanything".getBytes(UTF_8), 17)).isInstanceOf(Sniffed.Other.class);
    }

    @Test
    void sniff_anyBytes_neverFails() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 12 && i % 2 == 0) {
                var starts = new String[]{FTYP.substring(0, 17), "1a45dfa3", "49443303", "fffb9000", "fff15080"};
                var start = hex(starts[random.nextInt(starts.length)]);
                System.arraycopy(start, 0, bytes, 0, start.length);
            }
            assertThat(sniff(bytes, bytes.length)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"mdn_cc0_flower.mp4,MP4", "mdn_cc0_friday.mp4,MP4", "androidx_hlg10-color-test.mp4,MP4",
            "androidx_internal_emulator_transformer_output_270_rotated.mp4,MP4",
            "moviepy_big_buck_bunny_0_30.webm,WEBM",
            "jfk.wav,WAV"})
    void sniff_realClips_areRecognised(String file, MediaFormat format) throws IOException {
        var path = Path.of(System.getProperty("crealia.root"), "..", "shared", "media", file);
        assumeTrue(Files.exists(path), "the folder of real clips is not on this machine");
        try (var in = Files.newInputStream(path)) {
            assertThat(MediaSniffer.sniff(in.readNBytes(MediaSniffer.WINDOW_BYTES), Files.size(path)))
                    .isEqualTo(new Sniffed.Media(format));
        }
    }

    private static Sniffed sniff(byte[] bytes, long size) {
        return MediaSniffer.sniff(Arrays.copyOf(bytes, Math.min(bytes.length, MediaSniffer.WINDOW_BYTES)), size);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] atom(int size, String rest) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[]{0, 0, (byte) (size >> 8), (byte) size});
        bytes.writeBytes(rest.getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }

    private static byte[] packets(int from, int stride) {
        var bytes = new byte[from + 4 * stride];
        for (int at = from; at < bytes.length; at += stride) {
            bytes[at] = 0x47;
            bytes[at + 3] = 0x10;
        }
        return bytes;
    }
}
