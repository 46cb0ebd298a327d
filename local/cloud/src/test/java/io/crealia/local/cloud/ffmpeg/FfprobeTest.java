package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.RefusedInputException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfprobeTest {
    @TempDir
    Path folder;

    private final FfmpegBinaries binaries = TestFfmpeg.ffmpeg().binaries();
    private final Ffprobe ffprobe = new Ffprobe(binaries, FfmpegLimits.DEFAULT);

    @Test
    void probe_videoWithAudio_tellsBoth() throws Exception {
        MediaInfo info = ffprobe.probe(Clips.landscape(2));

        assertThat(info.format()).isEqualTo(InputFormat.MP4);
        assertThat(info.durationSeconds().orElseThrow()).isCloseTo(2, within(0.05));
        var video = info.video().orElseThrow();
        assertThat(video.codec()).isEqualTo("h264");
        assertThat(video.width()).isEqualTo(320);
        assertThat(video.height()).isEqualTo(180);
        assertThat(video.rotation()).isZero();
        assertThat(video.frameRate()).isEqualTo(new Ratio(30, 1));
        assertThat(video.variableFrameRate()).isFalse();
        assertThat(info.audios()).singleElement().satisfies(audio -> {
            assertThat(audio.codec()).isEqualTo("aac");
            assertThat(audio.sampleRate()).isEqualTo(48_000);
        });
    }

    @Test
    void probe_phoneVideo_isTurnedClockwise() throws Exception {
        var video = ffprobe.probe(Clips.rotated(1)).video().orElseThrow();

        assertThat(video.rotation()).isEqualTo(90);
        assertThat(video.turned()).isTrue();
    }

    @Test
    void probe_irregularFrames_areVariable() throws Exception {
        assertThat(ffprobe.probe(Clips.variableRate(2)).video().orElseThrow().variableFrameRate()).isTrue();
    }

    @Test
    void probe_hlg_isTenBitHighDynamicRange() throws Exception {
        var video = ffprobe.probe(Clips.hlg(1)).video().orElseThrow();

        assertThat(video.highDynamicRange()).isTrue();
        assertThat(video.bitDepth()).isEqualTo(10);
    }

    @Test
    void probe_headerWithoutMedia_isUnreadable() throws Exception {
        Path file = Files.write(folder.resolve("a.mp4"),
                "\0\0\0\30ftypmp42garbage and more garbage".getBytes(StandardCharsets.UTF_8));

        var refused = catchThrowableOfType(RefusedInputException.class, () -> ffprobe.probe(file));

        assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refused).hasMessageContaining("MP4").hasMessageNotContaining(folder.toString());
    }

    @Test
    void probe_overALimit_isRefusedByItsName() {
        Path clip = Clips.landscape(2);

        assertThat(refusal(clip, limits(Duration.ofSeconds(1), 1 << 20, 9))).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal(clip, limits(Duration.ofSeconds(9), 320 * 180 - 1, 9))).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(clip, limits(Duration.ofSeconds(9), 1 << 20, 1))).isEqualTo(Reason.TOO_MANY_STREAMS);
    }

    @Test
    void probe_decoderNobodyNeeds_isRefusedByName() {
        Path clip = Clips.clip("exotic.avi", List.of("-f", "lavfi", "-i", "testsrc2=s=64x64:r=5:d=1"),
                List.of("-c:v", "zmbv", "-pix_fmt", "bgr0"));

        var refused = catchThrowableOfType(RefusedInputException.class, () -> ffprobe.probe(clip));

        assertThat(refused.reason()).isEqualTo(Reason.CODEC);
        assertThat(refused).hasMessage("the codec zmbv is not accepted");
    }

    @Test
    void forInput_shortInput_earnsLittleTime() {
        var limits = FfmpegLimits.DEFAULT;

        assertThat(limits.forInput(OptionalDouble.of(3)).runTime()).isEqualTo(Duration.ofMinutes(7));
        assertThat(limits.forInput(OptionalDouble.of(14_000)).runTime()).isEqualTo(limits.runTime());
        assertThat(limits.forInput(OptionalDouble.empty())).isEqualTo(limits);
    }

    @Test
    void confined_whereTheMachineCan_hasNoNetwork() throws Exception {
        Assumptions.assumeFalse(NetworkSandbox.prefix().isEmpty(), "this machine gives no network namespaces");

        var interfaces = ProcessOutput.of(
                binaries.confined(Path.of("cat"), List.of("/proc/net/dev")), Duration.ofSeconds(5)).out();

        assertThat(interfaces.lines().skip(2).map(line -> line.strip().split(":")[0])).containsExactly("lo");
        assertThat(interfaces.lines().skip(2)).allMatch(line -> line.strip().matches("lo:( +0)+"));
    }

    private Reason refusal(Path clip, FfmpegLimits limits) {
        return catchThrowableOfType(RefusedInputException.class, () -> new Ffprobe(binaries, limits).probe(clip))
                .reason();
    }

    private static FfmpegLimits limits(Duration duration, long pixels, int streams) {
        return new FfmpegLimits(duration, pixels, streams, Duration.ofSeconds(20), Duration.ofSeconds(20), 1L << 30,
                1L << 30);
    }
}
