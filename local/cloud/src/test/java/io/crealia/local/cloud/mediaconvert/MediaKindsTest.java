package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.Clips;
import io.crealia.local.cloud.ffmpeg.StockFfprobe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.InputRotate;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.VideoSelector;

/** Every kind of input a creator sends, through the real client. */
class MediaKindsTest {
    private static final double FRAME = 1 / 30.0;

    @TempDir
    static Path folder;
    private static LocalMediaConvert cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = new LocalMediaConvert(folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void landscape_tenSeconds_playsWithTrueLengths() throws Exception {
        String input = cloud.put(Clips.landscape(10), "land/in");
        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/land/hls/index", true, 180, 120),
                JobBodies.files("s3://media/land/mp4/video", JobBodies.mp4(180, true)),
                JobBodies.files("s3://media/land/speech/speech", JobBodies.wav())));

        var hls = new HlsOutput(cloud.object("land/hls/index.m3u8"));
        hls.assertComplete();
        assertThat(hls.resolutions()).containsExactly("320x180", "212x120");
        assertThat(hls.masterLines())
                .anyMatch(line -> line.contains("CODECS=\"avc1.64") && line.contains(",mp4a.40.2\"")
                        && line.contains("FRAME-RATE=30.000") && line.contains("AVERAGE-BANDWIDTH="));
        assertThat(hls.durations("index_180.m3u8")).containsExactly(6.0, 4.0);
        assertThat(hls.seconds("index_audio.m3u8")).isCloseTo(10, within(FRAME));
        for (String playlist : List.of("index.m3u8", "index_180.m3u8", "index_120.m3u8", "index_audio.m3u8")) {
            var answer = hls.play(playlist);
            assertThat(answer.duration()).as(playlist).isCloseTo(10, within(FRAME));
            assertThat(answer.warnings()).as(playlist).isEmpty();
        }
        var mp4 = StockFfprobe.read(cloud.object("land/mp4/video_180.mp4").toString());
        assertThat(mp4.duration()).isCloseTo(10, within(FRAME));
        assertThat(mp4.streams("audio")).hasSize(1);
        assertIndexInFront(cloud.object("land/mp4/video_180.mp4"));
        var wav = StockFfprobe.read(cloud.object("land/speech/speech.wav").toString()).streams("audio").getFirst();
        assertThat(wav.path("sample_rate").asInt()).isEqualTo(16_000);
        assertThat(wav.path("channels").asInt()).isEqualTo(1);
    }

    @Test
    void landscape_cmafVideo_startsAtZeroWithKeyFramesEveryTwoSeconds() throws Exception {
        String input = cloud.put(Clips.landscape(7), "gop/in");
        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/gop/index", true, 180)));

        var whole = Files.createTempFile(folder, "whole", ".mp4");
        try (var out = Files.newOutputStream(whole)) {
            for (String part : List.of("index_180init.cmfv", "index_180_000000001.cmfv", "index_180_000000002.cmfv")) {
                Files.copy(cloud.object("gop/" + part), out);
            }
        }
        var packets = StockFfprobe.packets(whole.toString());
        assertThat(packets).hasSize(210);
        assertThat(packets.stream().mapToDouble(packet -> packet.path("pts_time").asDouble()).min().orElseThrow())
                .isZero();
        assertThat(packets.stream().filter(packet -> packet.path("flags").asText().startsWith("K"))
                .map(packet -> packet.path("pts_time").asDouble())).containsExactly(0.0, 2.0, 4.0, 6.0);
    }

    @Test
    void mp4_progressive_hasIndexInFront() throws Exception {
        String input = cloud.put(Clips.landscape(1), "fast/in");
        complete(JobBodies.request(input, JobBodies.files("s3://media/fast/video", JobBodies.mp4(180, true))));

        assertIndexInFront(cloud.object("fast/video_180.mp4"));
    }

    @Test
    void audio_normalised_meetsLoudnessAndCeiling() throws Exception {
        String input = cloud.put(Clips.landscape(5), "loud/in");
        complete(JobBodies.request(input, JobBodies.files("s3://media/loud/video", JobBodies.mp4(180, true))));

        String summary = StockFfprobe.loudness(cloud.object("loud/video_180.mp4").toString());
        double lufs = Double.parseDouble(summary.replaceAll("(?s).*I:\\s+(-?[\\d.]+) LUFS.*", "$1"));
        double peak = Double.parseDouble(summary.replaceAll("(?s).*Peak:\\s+(-?[\\d.]+) dBFS.*", "$1"));
        assertThat(lufs).isCloseTo(-14, within(0.5));
        assertThat(peak).isLessThan(-0.5);
    }

    @Test
    void portraitByRotation_auto_isUpright() throws Exception {
        String input = cloud.put(Clips.rotated(2), "rot/in");
        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/rot/index", false, 180),
                JobBodies.files("s3://media/rot/f", JobBodies.frames("_t", 1, 5, 160, 160))));

        var hls = new HlsOutput(cloud.object("rot/index.m3u8"));
        assertThat(hls.resolutions()).containsExactly("102x180");
        assertThat(hls.play("index_180.m3u8").video().path("side_data_list").size()).as("no rotation is left").isZero();
        var frame = ImageIO.read(cloud.object("rot/f_t.0000000.jpg").toFile());
        assertThat(frame.getWidth()).isEqualTo(90);
        assertThat(frame.getHeight()).isEqualTo(160);
    }

    @Test
    void portraitByRotation_notAsked_staysAsStoredWithoutRotation() throws Exception {
        String input = cloud.put(Clips.rotated(2), "norot/in");
        complete(JobBodies.request(input,
                source -> source.videoSelector(VideoSelector.builder().rotate(InputRotate.DEGREE_0).build()),
                JobBodies.files("s3://media/norot/video", JobBodies.mp4(180, false))));

        var video = StockFfprobe.read(cloud.object("norot/video_180.mp4").toString()).video();
        assertThat(video.path("width").asInt()).isEqualTo(320);
        assertThat(video.path("side_data_list").size()).isZero();
    }

    @Test
    void rotation_byDegrees_turnsClockwise() throws Exception {
        String input = cloud.put(Clips.silent(1), "deg/in");
        complete(JobBodies.request(input,
                source -> source.videoSelector(VideoSelector.builder().rotate(InputRotate.DEGREES_90).build()),
                JobBodies.cmaf("s3://media/deg/index", false, 180)));

        assertThat(new HlsOutput(cloud.object("deg/index.m3u8")).resolutions()).containsExactly("102x180");
    }

    @Test
    void silent_videoOnlyJob_hasNoAudioGroup() throws Exception {
        String input = cloud.put(Clips.silent(2), "silent/in");
        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/silent/index", false, 180)));

        assertThat(new HlsOutput(cloud.object("silent/index.m3u8")).masterLines())
                .noneMatch(line -> line.contains("AUDIO"))
                .anyMatch(line -> line.contains("CODECS=\"avc1."));
    }

    @Test
    void silent_audioAskedFor_getsSilenceAndWarning() throws Exception {
        String input = cloud.put(Clips.silent(2), "silence/in");
        Job job = complete(JobBodies.request(input, JobBodies.cmaf("s3://media/silence/index", true, 180)));

        assertThat(job.warnings()).extracting(warning -> warning.code()).containsExactly(230_001);
        assertThat(cloud.event(job.id(), "NEW_WARNING").at("/detail/warningMessage").asText())
                .contains("silence inserted");
        assertThat(new HlsOutput(cloud.object("silence/index.m3u8")).seconds("index_audio.m3u8")).isCloseTo(2,
                within(FRAME));
    }

    @Test
    void audioOnly_audioOutputs_work() throws Exception {
        String input = cloud.put(Clips.audioOnly(8), "audio/in");
        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/audio/index", true),
                JobBodies.files("s3://media/audio/speech", JobBodies.wav())));

        var hls = new HlsOutput(cloud.object("audio/index.m3u8"));
        assertThat(hls.masterLines()).anyMatch(line -> line.endsWith("CODECS=\"mp4a.40.2\""))
                .contains("index_audio.m3u8");
        assertThat(hls.play("index.m3u8").duration()).isCloseTo(8, within(0.05));
        assertThat(cloud.object("audio/speech.wav")).isNotEmptyFile();
    }

    @Test
    void audioOnly_videoAskedFor_isErrorOfTheInput() {
        String input = cloud.put(Clips.audioOnly(8), "novideo/in");

        Job job = run(JobBodies.request(input, JobBodies.cmaf("s3://media/novideo/index", true, 180)));

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.errorCode()).isEqualTo(1076);
    }

    @Test
    void variableRate_becomesConstantStandardRate() throws Exception {
        String input = cloud.put(Clips.variableRate(4), "vfr/in");
        complete(JobBodies.request(input, JobBodies.files("s3://media/vfr/video", JobBodies.mp4(180, true))));

        var video = StockFfprobe.read(cloud.object("vfr/video_180.mp4").toString()).video();
        assertThat(video.path("r_frame_rate").asText()).isEqualTo("30/1");
        assertThat(video.path("avg_frame_rate").asText()).isEqualTo("30/1");
        assertThat(video.path("nb_frames").asInt()).isBetween(118, 120);
    }

    @Test
    void hlg_forced709_isToneMappedStandardVideo() throws Exception {
        String input = cloud.put(Clips.hlg(1), "hlg/in");
        complete(JobBodies.request(input, JobBodies.files("s3://media/hlg/video", JobBodies.mp4(180, false))));

        String file = cloud.object("hlg/video_180.mp4").toString();
        var video = StockFfprobe.read(file).video();
        assertThat(video.path("pix_fmt").asText()).isEqualTo("yuv420p");
        assertThat(video.path("color_transfer").asText()).isEqualTo("bt709");
        assertThat(video.path("color_primaries").asText()).isEqualTo("bt709");
        assertThat(StockFfprobe.average(file, "YAVG")).as("neither black nor washed out").isBetween(60.0, 170.0);
    }

    @Test
    void oddSize_444_becomesEven420() throws Exception {
        String input = cloud.put(Clips.oddSize(1), "odd/in");
        complete(JobBodies.request(input, JobBodies.files("s3://media/odd/video", JobBodies.mp4(360, false))));

        var video = StockFfprobe.read(cloud.object("odd/video_360.mp4").toString()).video();
        assertThat(video.path("width").asInt() + "x" + video.path("height").asInt()).isEqualTo("320x180");
        assertThat(video.path("pix_fmt").asText()).isEqualTo("yuv420p");
    }

    @Test
    void shortClips_ladderAndFrames_work() throws Exception {
        for (double seconds : new double[]{1, 0.4}) {
            String base = "short" + seconds;
            String input = cloud.put(Clips.landscape(seconds), base + "/in");
            complete(JobBodies.request(input, JobBodies.cmaf("s3://media/" + base + "/index", true, 180),
                    JobBodies.files("s3://media/" + base + "/f", JobBodies.frames("_t", 10, 5, 320, 180)),
                    JobBodies.files("s3://media/" + base + "/video", JobBodies.mp4(180, true))));

            var hls = new HlsOutput(cloud.object(base + "/index.m3u8"));
            assertThat(hls.seconds("index_180.m3u8")).isCloseTo(seconds, within(FRAME + 0.001));
            assertThat(hls.play("index.m3u8").streams("video")).hasSize(1);
            assertThat(cloud.keys(base + "/f_t.")).containsExactly(base + "/f_t.0000000.jpg");
        }
    }

    @Test
    void frames_everySecondAtMostFour_areNumberedFromZero() throws Exception {
        String input = cloud.put(Clips.landscape(7), "frames/in");
        Job job = complete(
                JobBodies.request(input, JobBodies.files("s3://media/frames/video", JobBodies.mp4(180, false)),
                        JobBodies.files("s3://media/frames/f", JobBodies.frames("_t", 1, 4, 160, 90),
                                JobBodies.frames("_all", 2, 99, 320, 180))));

        assertThat(cloud.keys("frames/f_t.")).containsExactly("frames/f_t.0000000.jpg", "frames/f_t.0000001.jpg",
                "frames/f_t.0000002.jpg", "frames/f_t.0000003.jpg");
        assertThat(cloud.keys("frames/f_all.")).hasSize(4);
        assertThat(cloud.event(job.id(), "COMPLETE").at("/detail/outputGroupDetails/1/outputDetails/0/outputFilePaths"))
                .singleElement()
                .satisfies(path -> assertThat(path.asText()).isEqualTo("s3://media/frames/f_t.0000003.jpg"));
    }

    private static void assertIndexInFront(Path mp4) throws Exception {
        String bytes = new String(Files.readAllBytes(mp4), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    private static Job complete(CreateJobRequest request) {
        Job job = run(request);
        assertThat(job.status()).as("%s %s", job.errorCode(), job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
        return job;
    }

    private static Job run(CreateJobRequest request) {
        return cloud.finished(cloud.client.createJob(request).job().id());
    }
}
