package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.Clips;
import io.crealia.local.cloud.ffmpeg.StockFfprobe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.AudioSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDestinationType;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSourceType;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.InputClipping;
import software.amazon.awssdk.services.mediaconvert.model.InputRotate;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.LanguageCode;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.ScalingBehavior;

/** Captions, clips, crops, shapes and tracks. */
class InputOptionsTest {
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
    void captions_subRip_becomeAWebVttRendition() throws Exception {
        String input = cloud.put(Clips.landscape(10), "cap/in");
        Path srt = Files.writeString(folder.resolve("en.srt"),
                "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:07,000 --> 00:00:08,500\nWorld\n");
        String captions = cloud.put(srt, "cap/en.srt");
        var outputs = new ArrayList<>(JobBodies.cmaf("s3://media/cap/hls/index", true, 180).outputs());
        outputs.add(Output.builder().nameModifier("_en").containerSettings(c -> c.container(ContainerType.CMFC))
                .captionDescriptions(
                        CaptionDescription.builder().captionSelectorName("en").languageCode(LanguageCode.ENG)
                                .languageDescription("English")
                                .destinationSettings(to -> to.destinationType(CaptionDestinationType.WEBVTT)).build())
                .build());

        complete(
                JobBodies
                        .request(
                                input, source -> source.captionSelectors(Map.of("en", CaptionSelector
                                        .builder().sourceSettings(
                                                from -> from.sourceType(CaptionSourceType.SRT)
                                                        .fileSourceSettings(file -> file.sourceFile(captions)))
                                        .build())),
                                JobBodies.cmaf("s3://media/cap/hls/index", outputs)));

        var hls = new HlsOutput(cloud.object("cap/hls/index.m3u8"));
        hls.assertComplete();
        assertThat(hls.masterLines())
                .anyMatch(line -> line.startsWith("#EXT-X-MEDIA:TYPE=SUBTITLES") && line.contains("LANGUAGE=\"en\"")
                        && line.contains("NAME=\"English\""))
                .anyMatch(line -> line.contains("SUBTITLES=\"subtitles\""));
        assertThat(hls.seconds("index_en.m3u8")).isCloseTo(hls.seconds("index_180.m3u8"), within(0.05));
        assertThat(cloud.object("cap/hls/index_en_000000002.vtt")).content()
                .contains("00:00:07.000 --> 00:00:08.500\nWorld");
    }

    @Test
    void clip_timecodes_includeTheEndFrame() throws Exception {
        String input = cloud.put(Clips.landscape(10), "clip/in");

        complete(JobBodies.request(input, source -> source.inputClippings(
                InputClipping.builder().startTimecode("00:00:02:00").endTimecode("00:00:04:29").build()),
                JobBodies.files("s3://media/clip/video", JobBodies.mp4(180, true))));

        var mp4 = StockFfprobe.read(cloud.object("clip/video_180.mp4").toString());
        assertThat(mp4.video().path("nb_frames").asInt()).isEqualTo(90);
        assertThat(mp4.duration()).isCloseTo(3, within(0.05));
    }

    @Test
    void crop_portraitPart_isScaledToTheOutput() throws Exception {
        String input = cloud.put(Clips.silent(1), "crop/in");

        complete(JobBodies.request(input, source -> source.crop(crop -> crop.x(110).y(0).width(100).height(180)),
                JobBodies.files("s3://media/crop/video", shaped("_fill", ScalingBehavior.FILL, 180, 320))));

        assertThat(size("crop/video_fill.mp4")).isEqualTo("180x320");
    }

    @Test
    void scaling_otherShape_framesOrCutsOrStretches() throws Exception {
        String input = cloud.put(Clips.silent(1), "shape/in");

        complete(JobBodies.request(input,
                JobBodies.files("s3://media/shape/v", shaped("_bars", ScalingBehavior.DEFAULT, 160, 160),
                        shaped("_fill", ScalingBehavior.FILL, 160, 160),
                        shaped("_stretch", ScalingBehavior.STRETCH_TO_OUTPUT, 160, 160),
                        shaped("_fit", ScalingBehavior.FIT, 160, 160))));

        assertThat(List.of(size("shape/v_bars.mp4"), size("shape/v_fill.mp4"), size("shape/v_stretch.mp4"),
                size("shape/v_fit.mp4")))
                .containsExactly("160x160", "160x160", "160x160", "160x90");
        assertThat(StockFfprobe.average(cloud.object("shape/v_bars.mp4").toString(), "YAVG"))
                .isLessThan(StockFfprobe.average(cloud.object("shape/v_fill.mp4").toString(), "YAVG") - 20);
    }

    @Test
    void audioSelector_secondTrack_isTaken() throws Exception {
        Path two = Clips.clip("two-tracks.mp4",
                List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2", "-f", "lavfi", "-i",
                        "anullsrc=r=48000:cl=mono,atrim=duration=2", "-f", "lavfi", "-i", "sine=440:r=48000:d=2"),
                List.of("-map", "0", "-map", "1", "-map", "2", "-c:a", "aac"));
        String input = cloud.put(two, "tracks/in");

        complete(JobBodies.request(input, source -> source.audioSelectors(
                Map.of(JobBodies.AUDIO, AudioSelector.builder().tracks(2).build())),
                JobBodies.files("s3://media/tracks/video", JobBodies.mp4(180, true))));

        assertThat(StockFfprobe.loudness(cloud.object("tracks/video_180.mp4").toString()))
                .containsPattern("I:\\s+-1\\d\\.\\d LUFS");
    }

    @Test
    void audioSelector_trackThatIsNotThere_isErrorOfTheSettings() {
        String input = cloud.put(Clips.landscape(1), "notrack/in");

        Job job = run(JobBodies.request(input, source -> source.audioSelectors(
                Map.of(JobBodies.AUDIO, AudioSelector.builder().tracks(2).build())),
                JobBodies.files("s3://media/notrack/video", JobBodies.mp4(180, true))));

        assertThat(job.errorCode()).isEqualTo(1040);
        assertThat(job.errorMessage()).contains("asks for track 2, the input has 1");
    }

    @Test
    void duration_missing_isReadToTheEnd() throws Exception {
        Path live = Clips.clip("live.mkv",
                List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=3", "-f", "lavfi", "-i",
                        "sine=440:r=48000:d=3"),
                List.of("-c:a", "aac", "-f", "matroska", "-live", "1"));
        assertThat(StockFfprobe.read(live.toString()).json().at("/format/duration").isMissingNode()).isTrue();
        String input = cloud.put(live, "live/in");

        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/live/index", true, 180)));

        assertThat(new HlsOutput(cloud.object("live/index.m3u8")).seconds("index_180.m3u8")).isCloseTo(3, within(0.05));
    }

    @Test
    void durationAndAudio_missing_silenceIsRefused() {
        Path live = Clips.clip("live-silent.mkv", List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1"),
                List.of("-f", "matroska", "-live", "1"));
        String input = cloud.put(live, "livesilent/in");

        Job job = run(JobBodies.request(input, JobBodies.cmaf("s3://media/livesilent/index", true, 180)));

        assertThat(job.errorCode()).isEqualTo(1040);
        assertThat(job.errorMessage()).contains("no audio");
    }

    @Test
    void interlaced_deinterlacer_givesProgressive() throws Exception {
        Path interlaced = Clips.clip("interlaced.mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=50:d=1"),
                List.of("-vf", "tinterlace=mode=interleave_top,setfield=tff", "-flags", "+ilme+ildct", "-x264-params",
                        "tff=1"));
        String input = cloud.put(interlaced, "inter/in");
        var description = JobBodies.video(180).toBuilder()
                .videoPreprocessors(pre -> pre.deinterlacer(d -> d.algorithm("INTERPOLATE")
                        .mode("DEINTERLACE").control("NORMAL")))
                .build();

        complete(JobBodies.request(input, JobBodies.files("s3://media/inter/video",
                JobBodies.mp4(180, false).toBuilder().videoDescription(description).build())));

        var video = StockFfprobe.read(cloud.object("inter/video_180.mp4").toString()).video();
        assertThat(video.path("field_order").asText()).isEqualTo("progressive");
        assertThat(video.path("r_frame_rate").asText()).isEqualTo("25/1");
    }

    @Test
    void audioLongerThanVideo_onlyVideoWanted_isNoCutOffInput() throws Exception {
        String input = cloud.put(uneven(), "uneven/in");

        complete(JobBodies.request(input, source -> source.videoSelector(selector -> selector.rotate(InputRotate.AUTO)),
                JobBodies.cmaf("s3://media/uneven/index", false, 180)));

        assertThat(new HlsOutput(cloud.object("uneven/index.m3u8")).seconds("index_180.m3u8")).isCloseTo(1,
                within(0.05));
    }

    private static Path uneven() {
        return Clips.clip("uneven.mp4", List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1", "-f", "lavfi", "-i",
                "sine=440:r=48000:d=2"), List.of("-c:a", "aac"));
    }

    @Test
    void audioLongerThanVideo_padVideoBlack_lastsAsLongAsTheAudio() throws Exception {
        String input = cloud.put(uneven(), "pad/in");

        complete(JobBodies.request(input, JobBodies.cmaf("s3://media/pad/index", true, 180)));

        assertThat(new HlsOutput(cloud.object("pad/index.m3u8")).seconds("index_180.m3u8")).isCloseTo(2, within(0.05));
    }

    private static Output shaped(String modifier, ScalingBehavior scaling, int width, int height) {
        return JobBodies.mp4(180, false).toBuilder().nameModifier(modifier)
                .videoDescription(
                        JobBodies.video(180).toBuilder().scalingBehavior(scaling).width(width).height(height).build())
                .build();
    }

    private static String size(String key) throws Exception {
        var video = StockFfprobe.read(cloud.object(key).toString()).video();
        return video.path("width").asInt() + "x" + video.path("height").asInt();
    }

    private static void complete(CreateJobRequest request) {
        Job job = run(request);
        assertThat(job.status()).as("%s %s", job.errorCode(), job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
    }

    private static Job run(CreateJobRequest request) {
        return cloud.finished(cloud.client.createJob(request).job().id());
    }
}
