package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class Mp4Test {
    private static final int[] SQUARE = {};
    private static final int[] CONSTANT = {300, 1001};

    @ParameterizedTest
    @CsvSource({"1,0,0", "0,1,90", "-1,0,180", "0,-1,270"})
    void track_matrix_tellsTheRotation(int a, int b, int rotation) {
        assertThat(track(Mp4Bytes.video(a, b, SQUARE, CONSTANT)).orElseThrow().rotation()).isEqualTo(rotation);
    }

    @Test
    void track_pixelShape_isRead() {
        assertThat(track(Mp4Bytes.video(1, 0, new int[]{16, 15}, CONSTANT)).orElseThrow().pixelAspect())
                .isEqualTo(new Ratio(16, 15));
        assertThat(track(Mp4Bytes.video(1, 0, new int[]{0, 15}, CONSTANT)).orElseThrow().pixelAspect())
                .isEqualTo(Ratio.ONE);
    }

    @Test
    void track_timesThatDiffer_areAVariableFrameRate() {
        assertThat(variable(100, 1001, 50, 2002, 50, 3003)).isTrue();
    }

    @Test
    void track_roundedTimesAndAnOddLastFrame_areAConstantFrameRate() {
        assertThat(variable(200, 33, 99, 34, 1, 500)).isFalse();
    }

    @Test
    void track_cutOrHostileFile_isEmptyAndBounded() {
        var file = Mp4Bytes.video(0, 1, SQUARE, CONSTANT);
        var random = new Random(42);
        for (int i = 0; i < 500; i++) {
            var hostile = Arrays.copyOf(file, file.length - random.nextInt(400));
            for (int j = 0; j < 4; j++) {
                hostile[hostile.length - 1 - random.nextInt(600)] = (byte) random.nextInt();
            }
            track(hostile); // whatever it says, it comes back
        }
        assertThat(track(Arrays.copyOf(file, file.length - 300))).isEmpty();
        assertThat(track("not a video".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void file_indexAtTheEnd_isSeen() {
        var file = Mp4Bytes.video(1, 0, SQUARE, CONSTANT);
        var read = Mp4File.read(Mp4Bytes.source(file), file.length);
        assertThat(read.indexFirst()).isFalse();
        assertThat(read.durationMs()).isEqualTo(10_000);
    }

    @Test
    void file_indexFirst_isSeen() {
        var file = Mp4Bytes.join(Mp4Bytes.box("ftyp"), Mp4Bytes.box("moov", Mp4Bytes.mvhd(600, 900)),
                Mp4Bytes.box("mdat", new byte[9]));
        assertThat(Mp4File.read(Mp4Bytes.source(file), file.length)).isEqualTo(new Mp4File(true, 1500));
    }

    @Test
    void file_withoutMedia_isRefused() {
        var file = Mp4Bytes.box("ftyp");
        assertThatThrownBy(() -> Mp4File.read(Mp4Bytes.source(file), file.length)).hasMessageContaining("[ftyp]");
    }

    private static boolean variable(int... stts) {
        return track(Mp4Bytes.video(1, 0, SQUARE, stts)).orElseThrow().variableFrameRate();
    }

    private static Optional<Mp4Track> track(byte[] file) {
        return Mp4Track.read(Mp4Bytes.source(file), file.length);
    }

    /** Where cameras put their position, and what an encoder says of itself. */
    static Stream<Arguments> places() {
        var keys = Mp4Bytes.box("keys", new byte[8], text("\0\0\0\60mdtacom.apple.quicktime.location.ISO6709"));
        var hdlr = Mp4Bytes.box("hdlr", new byte[25]);
        var xmp = HexFormat.of().parseHex("BE7ACFCB97A942E89C71999491E3AFAC");
        var tool = Mp4Bytes.box("meta", new byte[4], hdlr,
                Mp4Bytes.box("ilst", Mp4Bytes.box("\u00a9too", new byte[8])));
        return Stream.of(
                Arguments.of("\u00a9xyz", Mp4Bytes.box("udta", Mp4Bytes.box("\u00a9xyz", text("+52.5+013.4/")))),
                Arguments.of("loci", Mp4Bytes.box("trak", Mp4Bytes.box("udta", Mp4Bytes.box("loci", new byte[30])))),
                Arguments.of("keys", Mp4Bytes.box("meta", hdlr, keys)),
                Arguments.of("keys", Mp4Bytes.box("udta", Mp4Bytes.box("meta", new byte[4], hdlr, keys))),
                Arguments.of("XMP", Mp4Bytes.box("uuid", xmp, text("<x:xmpmeta/>"))),
                Arguments.of("XMP_", Mp4Bytes.box("udta", Mp4Bytes.box("XMP_", text("<x:xmpmeta/>")))),
                Arguments.of("gpmd", Mp4Bytes.box("trak", Mp4Bytes.box("mdia", Mp4Bytes.box("minf",
                        Mp4Bytes.box("stbl", Mp4Bytes.box("stsd", new byte[8], Mp4Bytes.box("gpmd", new byte[8]))))))),
                Arguments.of("", Mp4Bytes.box("udta", tool, new byte[4])),
                Arguments.of("", Mp4Bytes.box("uuid", new byte[16])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void location_wherever_isFound(String mark, byte[] inMoov) {
        var file = Mp4Bytes.join(Mp4Bytes.box("ftyp"), Mp4Bytes.box("moov", Mp4Bytes.mvhd(600, 900), inMoov),
                Mp4Bytes.box("mdat", text("com.apple.quicktime.location.ISO6709")));

        assertThat(Mp4Location.find(Mp4Bytes.source(file), file.length).orElse("")).isEqualTo(mark);
    }

    @Test
    void location_malformedFile_isNotSaidToHaveNone() {
        var file = Mp4Bytes.join(Mp4Bytes.box("moov", Mp4Bytes.rubbish()), new byte[9]);

        assertThatThrownBy(() -> Mp4Location.find(Mp4Bytes.source(file), file.length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] text(String latin1) {
        return latin1.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
