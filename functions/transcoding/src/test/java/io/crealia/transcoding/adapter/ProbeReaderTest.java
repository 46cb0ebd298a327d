package io.crealia.transcoding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Ratio;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.mediaconvert.model.Codec;
import software.amazon.awssdk.services.mediaconvert.model.Format;
import software.amazon.awssdk.services.mediaconvert.model.ProbeResult;
import software.amazon.awssdk.services.mediaconvert.model.Track;
import software.amazon.awssdk.services.mediaconvert.model.TrackType;
import software.amazon.awssdk.services.mediaconvert.model.TransferCharacteristics;

final class ProbeReaderTest {
    @Test
    void read_everything_isUnderstood() {
        var video = Track.builder().trackType(TrackType.VIDEO).codec(Codec.HEVC)
                .videoProperties(properties -> properties.width(1920).height(1080).bitDepth(10)
                        .frameRate(rate -> rate.numerator(30000).denominator(1001))
                        .transferCharacteristics(TransferCharacteristics.ARIB_B67)
                        .codecMetadata(codec -> codec.scanType("INTERLACED")))
                .build();
        var audio = Track.builder().trackType(TrackType.AUDIO).codec(Codec.AAC)
                .audioProperties(properties -> properties.channels(6).sampleRate(48_000)).build();
        var info = ProbeReader.read(ProbeResult.builder().container(
                container -> container.format(Format.QUICKTIME).duration(10.0105).tracks(audio, video)).build());
        assertThat(info.container()).isEqualTo("quicktime");
        assertThat(info.durationMs()).isEqualTo(10_011);
        assertThat(info.video()).contains(new MediaInfo.Video("hevc", 1920, 1080, 0, new Ratio(30000, 1001), false, 10,
                MediaInfo.Transfer.HLG, true, Ratio.ONE));
        assertThat(info.audio()).contains(new MediaInfo.Audio("aac", 6, 48_000));
    }

    @Test
    void read_sparse_hasDefaultsAndTheLongestTrack() {
        var video = Track.builder().trackType(TrackType.VIDEO).duration(3.5)
                .videoProperties(properties -> properties.width(640).height(360)).build();
        var info = ProbeReader.read(ProbeResult.builder().container(container -> container.tracks(video)).build());
        assertThat(info.durationMs()).isEqualTo(3500);
        assertThat(info.container()).isEqualTo("unknown");
        assertThat(info.audio()).isEmpty();
        assertThat(info.video().orElseThrow().frameRate()).isEqualTo(new Ratio(30, 1));
    }

    @Test
    void read_averageUnlikeTheCodecsRate_isAVariableFrameRate() {
        assertThat(varies(2931, 100, 30, 1)).isTrue();
        assertThat(varies(2997, 100, 30000, 1001)).isFalse();
    }

    @Test
    void read_variableFrameRate_hasTheRateItWasTakenAt() {
        assertThat(read(25, 1, 30, 1).frameRate()).isEqualTo(new Ratio(30, 1));
        assertThat(read(2931, 100, 90000, 1).frameRate()).as("a clock").isEqualTo(new Ratio(2931, 100));
    }

    private static boolean varies(int num, int den, int codedNum, int codedDen) {
        return read(num, den, codedNum, codedDen).variableFrameRate();
    }

    private static MediaInfo.Video read(int num, int den, int codedNum, int codedDen) {
        var video = Track.builder().trackType(TrackType.VIDEO)
                .videoProperties(properties -> properties.width(640).height(360)
                        .frameRate(rate -> rate.numerator(num).denominator(den)).codecMetadata(codec -> codec
                                .codedFrameRate(rate -> rate.numerator(codedNum).denominator(codedDen))))
                .build();
        return ProbeReader.read(ProbeResult.builder().container(container -> container.tracks(video)).build()).video()
                .orElseThrow();
    }

    @Test
    void read_pictureWithoutSize_isNoPicture() {
        var video = Track.builder().trackType(TrackType.VIDEO).videoProperties(properties -> properties.width(0))
                .build();
        assertThat(ProbeReader.read(ProbeResult.builder().container(container -> container.tracks(video)).build())
                .video()).isEmpty();
    }
}
