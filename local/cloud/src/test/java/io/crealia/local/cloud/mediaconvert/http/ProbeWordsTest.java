package io.crealia.local.cloud.mediaconvert.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.mediaconvert.model.Codec;
import software.amazon.awssdk.services.mediaconvert.model.ColorPrimaries;
import software.amazon.awssdk.services.mediaconvert.model.MatrixCoefficients;
import software.amazon.awssdk.services.mediaconvert.model.TransferCharacteristics;

/** The words on the wire are words the real SDK knows; they differ from the names of its constants. */
class ProbeWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"h264", "hevc", "mpeg4", "mpeg1video", "mpeg2video", "aac", "ac3", "eac3", "mp3", "flac",
            "opus", "vorbis", "av1",
            "vp8", "vp9", "prores", "mjpeg", "jpeg2000", "theora", "qtrle", "webvtt", "eia_608", "pcm_s16le",
            "nothing"})
    void codec_ofFfprobe_isKnownToTheSdk(String name) {
        assertThat(Codec.fromValue(ProbeWords.codec(name))).isNotEqualTo(Codec.UNKNOWN_TO_SDK_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bt709", "bt470m", "bt470bg", "smpte170m", "smpte240m", "film", "bt2020", "smpte428",
            "smpte431", "smpte432",
            "ebu3213", "linear", "gamma22", "gamma28", "iec61966-2-1", "iec61966-2-4", "bt1361e", "bt2020-10",
            "bt2020-12", "smpte2084",
            "arib-std-b67", "gbr", "fcc", "ycgco", "bt2020nc", "bt2020c", "smpte2085", "ictcp", ""})
    void colours_ofFfprobe_areKnownToTheSdk(String name) {
        assertThat(ColorPrimaries.fromValue(ProbeWords.primaries(name)))
                .isNotEqualTo(ColorPrimaries.UNKNOWN_TO_SDK_VERSION);
        assertThat(TransferCharacteristics.fromValue(ProbeWords.transfer(name)))
                .isNotEqualTo(TransferCharacteristics.UNKNOWN_TO_SDK_VERSION);
        assertThat(MatrixCoefficients.fromValue(ProbeWords.matrix(name)))
                .isNotEqualTo(MatrixCoefficients.UNKNOWN_TO_SDK_VERSION);
    }
}
