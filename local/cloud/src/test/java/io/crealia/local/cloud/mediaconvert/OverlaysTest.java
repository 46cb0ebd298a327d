package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.Clips;
import io.crealia.local.cloud.ffmpeg.StockFfprobe;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import io.crealia.local.cloud.mediaconvert.spec.JobInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.BurninDestinationSettings;
import software.amazon.awssdk.services.mediaconvert.model.BurninSubtitleAlignment;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDestinationType;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSourceType;
import software.amazon.awssdk.services.mediaconvert.model.Input;
import software.amazon.awssdk.services.mediaconvert.model.InputClipping;
import software.amazon.awssdk.services.mediaconvert.model.InsertableImage;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.Mp4Settings;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.ScalingBehavior;

/** What lies over a picture: captions that are burned in, and inserted images; and MP4 files without an edit list. */
class OverlaysTest {
    private static final int WIDTH = 180;
    private static final int HEIGHT = 320;
    private static final int TOP = 200;
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
    void burnIn_ofAClip_showsEachTextAtItsTimeAndPlace() throws Exception {
        String input = cloud.put(gray(6), "burn/in");
        // Times of the file: the clip begins at 2 s.
        String captions = put("burn/cap.srt", """
                1
                00:00:00,500 --> 00:00:01,000
                before the clip

                2
                00:00:02,500 --> 00:00:03,000
                <b>Hello you</b>
                """);
        run(input, "burn/video", captions, source -> source.inputClippings(
                InputClipping.builder().startTimecode("00:00:02:00").endTimecode("00:00:03:29").build()), plain());

        String file = cloud.object("burn/video_reel.mp4").toString();
        assertThat(rows(StockFfprobe.frame(file, 0.25))).isEmpty();
        var rows = rows(StockFfprobe.frame(file, 0.75));
        assertThat(rows.getFirst()).isGreaterThanOrEqualTo(TOP - 6);
        assertThat(rows.getLast()).isLessThan(TOP + 30);
        assertThat(rows(StockFfprobe.frame(file, 14.0 / 30))).as("a frame before").isEmpty();
        assertThat(rows(StockFfprobe.frame(file, 15.0 / 30))).as("the first frame").isNotEmpty();
        assertThat(rows(StockFfprobe.frame(file, 29.0 / 30))).as("the last frame").isNotEmpty();
        assertThat(rows(StockFfprobe.frame(file, 30.0 / 30))).as("a frame after").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Grüße – Ελλάδα", "Привет мир", "שלום עולם", "مرحبا بالعالم"})
    void burnIn_scripts_areDrawnCentred(String text) throws Exception {
        String input = cloud.put(gray(1), "script/in");
        run(input, "script/video", put("script/cap.srt", "1\n00:00:00,000 --> 00:00:01,000\n" + text + "\n"), _ -> {},
                plain());

        var frame = StockFfprobe.frame(cloud.object("script/video_reel.mp4").toString(), 0.5);
        var columns = columns(frame);
        assertThat(columns.getFirst() + columns.getLast()).isCloseTo(WIDTH, within(6));
        assertThat(columns.getLast() - columns.getFirst()).isBetween(40, (int) (WIDTH * 0.95));
    }

    @Test
    void burnIn_longText_isWrapped() throws Exception {
        String input = cloud.put(gray(1), "wrap/in");
        run(input, "wrap/video",
                put("wrap/cap.srt", "1\n00:00:00,000 --> 00:00:01,000\nmore words than one line can hold\n"), _ -> {},
                plain());

        var frame = StockFfprobe.frame(cloud.object("wrap/video_reel.mp4").toString(), 0.5);
        assertThat(columns(frame).getFirst()).isPositive();
        assertThat(rows(frame)).hasSizeGreaterThan(30);
    }

    @Test
    void burnIn_characterWithoutAFont_isAWarning() throws Exception {
        String input = cloud.put(gray(1), "font/in");
        String captions = put("font/cap.srt", "1\n00:00:00,000 --> 00:00:01,000\nnobody draws \udbff\udffd\n");
        Job job = submit(input, "font/video", captions, _ -> {}, plain());
        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(cloud.event(job.id(), "NEW_WARNING").at("/detail").toString()).contains("230900")
                .contains("nobody draws");
    }

    @ParameterizedTest
    @CsvSource({"CMFC,BURN_IN,captionDescriptions", "MP4,WEBVTT,captionDescriptions"})
    void captions_whereTheyCannotBe_areRefusedByName(String container, String type, String path) throws Exception {
        String input = cloud.put(gray(1), "where/in");
        String captions = put("where/cap.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
        var output = JobBodies.mp4(180, false).toBuilder().containerSettings(each -> each.container(container))
                .captionDescriptions(CaptionDescription.builder().captionSelectorName("reel").languageCode("ENG")
                        .destinationSettings(to -> to.destinationType(type)).build())
                .build();
        var group = container.equals("MP4")
                ? JobBodies.files("s3://media/where/video", output)
                : JobBodies.cmaf("s3://media/where/video", List.of(output));
        var request = JobBodies.request(input,
                source -> source.captionSelectors(Map.of("reel", CaptionSelector.builder().sourceSettings(
                        from -> from.sourceType(CaptionSourceType.SRT)
                                .fileSourceSettings(file -> file.sourceFile(captions)))
                        .build())),
                group);
        assertThatThrownBy(() -> cloud.client.createJob(request)).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("/settings/outputGroups/0/outputs/0/" + path);
    }

    @Test
    void image_overAPictureThatIsCaptured_isRefusedByName() {
        var output = JobBodies.frames("_f", 1, 1, 160, 160);
        var over = output.toBuilder().videoDescription(output.videoDescription().toBuilder()
                .videoPreprocessors(before -> before.imageInserter(inserter -> inserter.insertableImages(
                        InsertableImage.builder().imageInserterInput("s3://media/x.png").imageX(0).imageY(0).layer(1)
                                .build())))
                .build()).build();
        var request = JobBodies.request("s3://media/x", JobBodies.files("s3://media/y", over, plain().build()));
        assertThatThrownBy(() -> cloud.client.createJob(request)).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("imageInserter");
    }

    @Test
    void timecode_ofAFractionalRate_countsFrames() {
        assertThat(new JobInput.Timecode(0, 10, 0, 15).seconds(30000 / 1001.0)).isCloseTo(18_015 * 1001 / 30000.0,
                within(1e-9));
        assertThat(new JobInput.Timecode(0, 10, 0, 15).seconds(30)).isEqualTo(600.5);
    }

    @Test
    void captions_ofAClipInCmaf_areShiftedWithIt() throws Exception {
        String input = cloud.put(Clips.landscape(10), "shift/in");
        String captions = put("shift/cap.srt", "1\n00:00:03,000 --> 00:00:04,000\nHello\n");
        var outputs = new ArrayList<>(JobBodies.cmaf("s3://media/shift/index", true, 180).outputs());
        outputs.add(Output.builder().nameModifier("_en").containerSettings(each -> each.container("CMFC"))
                .captionDescriptions(CaptionDescription.builder().captionSelectorName("en").languageCode("ENG")
                        .destinationSettings(to -> to.destinationType(CaptionDestinationType.WEBVTT)).build())
                .build());
        Job job = cloud.finished(cloud.client.createJob(JobBodies.request(input, source -> source
                .inputClippings(InputClipping.builder().startTimecode("00:00:02:00").endTimecode("00:00:05:29").build())
                .captionSelectors(Map.of("en", CaptionSelector.builder().sourceSettings(
                        from -> from.sourceType(CaptionSourceType.SRT)
                                .fileSourceSettings(file -> file.sourceFile(captions)))
                        .build())),
                JobBodies.cmaf("s3://media/shift/index", outputs))).job().id());
        assertThat(job.status()).as(job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
        assertThat(cloud.object("shift/index_en_000000001.vtt")).content()
                .contains("00:00:01.000 --> 00:00:02.000\nHello");
    }

    @Test
    void burnIn_captionsThatAreNone_failTheJob() throws Exception {
        String input = cloud.put(gray(1), "none/in");
        Job job = submit(input, "none/video", put("none/cap.srt", "no times"), _ -> {}, plain());
        assertThat(job.errorCode()).isEqualTo(1010);
        assertThat(job.errorMessage()).contains("cap.srt");
    }

    @Test
    void image_withAHole_coversAllButTheHole() throws Exception {
        String input = cloud.put(gray(1), "image/in");
        var backdrop = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                backdrop.setRGB(x, y, y >= 110 && y < 210 ? 0 : 0xff204080);
            }
        }
        Path png = folder.resolve("backdrop.png");
        ImageIO.write(backdrop, "png", png.toFile());
        String image = cloud.put(png, "image/backdrop.png");
        run(input, "image/video", "", _ -> {}, framed(image, 100));

        var frame = StockFfprobe.frame(cloud.object("image/video_reel.mp4").toString(), 0.5);
        near(frame.getRGB(90, 20), 0x204080);
        near(frame.getRGB(90, 300), 0x204080);
        near(frame.getRGB(90, 160), 0x808080);
        run(input, "half/video", "", _ -> {}, framed(image, 50));
        near(StockFfprobe.frame(cloud.object("half/video_reel.mp4").toString(), 0.5).getRGB(90, 20), 0x506080);
    }

    @Test
    void image_thatIsNoPng_failsTheJob() throws Exception {
        String input = cloud.put(gray(1), "nopng/in");
        Job job = submit(input, "nopng/video", "", _ -> {}, framed(put("nopng/image.png", "<svg/>"), 100));
        assertThat(job.errorCode()).isEqualTo(1010);
        assertThat(job.errorMessage()).contains("not a PNG");
    }

    @Test
    void mp4_signedOffsets_hasNoEditListAndStaysInSync() throws Exception {
        // Dark and silent for a second, then bright and loud.
        Path clip = Clips.clip("sync.mkv", List.of("-f", "lavfi", "-i", "color=black:s=320x180:r=30:d=3", "-f", "lavfi",
                "-i", "aevalsrc='if(gte(t,1),sin(2*PI*1000*t),0)':s=48000:d=3"),
                List.of("-vf", "drawbox=enable='gte(t,0.999)':color=white:t=fill", "-c:a", "pcm_s16le"));
        String input = cloud.put(clip, "sync/in");
        Job job = submit(input, "sync/video", "", _ -> {}, plain());
        assertThat(job.status()).as(job.errorMessage()).isEqualTo(JobStatus.COMPLETE);

        Path file = cloud.object("sync/video_reel.mp4");
        byte[] bytes = Files.readAllBytes(file);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("elst");
        assertThat(text.indexOf("moov")).isLessThan(text.indexOf("mdat"));
        var starts = StockFfprobe.firstLoudAndBright(file.toString());
        assertThat(starts[0]).isCloseTo(1, within(0.002));
        assertThat(starts[1]).isCloseTo(1, within(0.002));
        var packets = StockFfprobe.packets(file.toString());
        assertThat(packets).hasSize(90);
        assertThat(packets.stream().mapToDouble(packet -> packet.path("pts_time").asDouble()).min().orElseThrow())
                .isZero();
    }

    @Test
    void loudness_peaksThatMustBeLimited_isStillMet() throws Exception {
        // Quiet speech-like bursts with clicks far above them.
        Path clip = Clips.clip(
                "clicks.mkv", List.of("-f", "lavfi", "-i", "color=gray:s=320x180:r=30:d=12", "-f", "lavfi",
                        "-i",
                        "aevalsrc='(0.02+0.02*sin(2*PI*3*t))*sin(2*PI*220*t)+0.7*lt(mod(t,0.5),0.004)*sin(2*PI*900*t)':"
                                + "s=48000:d=12"),
                List.of("-c:a", "pcm_s16le"));
        String input = cloud.put(clip, "clicks/in");
        Job job = submit(input, "clicks/video", "", _ -> {}, plain());
        assertThat(job.status()).as(job.errorMessage()).isEqualTo(JobStatus.COMPLETE);

        String summary = StockFfprobe.loudness(cloud.object("clicks/video_reel.mp4").toString());
        double lufs = Double.parseDouble(summary.replaceAll("(?s).*I:\\s+(-?[\\d.]+) LUFS.*", "$1"));
        double peak = Double.parseDouble(summary.replaceAll("(?s).*Peak:\\s+(-?[\\d.]+) dBFS.*", "$1"));
        assertThat(lufs).isCloseTo(-14, within(1.0));
        assertThat(peak).isLessThan(0);
    }

    private static Path gray(int seconds) {
        return Clips.clip("gray-" + seconds + ".mp4", List.of("-f", "lavfi", "-i",
                "color=0x808080:s=180x320:r=30:d=" + seconds), List.of());
    }

    private static String put(String key, String text) throws Exception {
        return cloud.put(Files.writeString(Files.createTempFile(folder, "put", ".txt"), text), key);
    }

    private static Output.Builder plain() {
        var output = JobBodies.mp4(180, true);
        return output.toBuilder().nameModifier("_reel")
                .containerSettings(container -> container.container("MP4")
                        .mp4Settings(
                                Mp4Settings.builder().cttsVersion(1).moovPlacement("PROGRESSIVE_DOWNLOAD").build()))
                .videoDescription(output.videoDescription().toBuilder().width(WIDTH).height(HEIGHT)
                        .scalingBehavior(ScalingBehavior.DEFAULT).build());
    }

    private static Output.Builder framed(String image, int opacity) {
        var output = plain().build();
        return output.toBuilder().videoDescription(output.videoDescription().toBuilder()
                .videoPreprocessors(before -> before.imageInserter(inserter -> inserter.insertableImages(
                        InsertableImage.builder().imageInserterInput(image).imageX(0).imageY(0).layer(1)
                                .opacity(opacity).build())))
                .build());
    }

    private static void run(String input, String destination, String captions, Consumer<Input.Builder> change,
            Output.Builder output) {
        Job job = submit(input, destination, captions, change, output);
        assertThat(job.status()).as("%s %s", job.errorCode(), job.errorMessage()).isEqualTo(JobStatus.COMPLETE);
    }

    private static Job submit(String input, String destination, String captions, Consumer<Input.Builder> change,
            Output.Builder output) {
        if (!captions.isEmpty()) {
            output.captionDescriptions(CaptionDescription.builder().captionSelectorName("reel").languageCode("ENG")
                    .destinationSettings(to -> to.destinationType(CaptionDestinationType.BURN_IN)
                            .burninDestinationSettings(BurninDestinationSettings.builder()
                                    .alignment(BurninSubtitleAlignment.CENTERED).fontSize(18).fontColor("WHITE")
                                    .outlineColor("BLACK").outlineSize(2).yPosition(TOP).build()))
                    .build());
        }
        var request = JobBodies.request(input, source -> {
            if (!captions.isEmpty()) {
                source.captionSelectors(Map.of("reel", CaptionSelector.builder().sourceSettings(
                        from -> from.sourceType(CaptionSourceType.SRT)
                                .fileSourceSettings(file -> file.sourceFile(captions)))
                        .build()));
            }
            change.accept(source);
        }, JobBodies.files("s3://media/" + destination, output.build()));
        return cloud.finished(cloud.client.createJob(request).job().id());
    }

    private static void near(int rgb, int wanted) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(rgb >> shift & 255).as("%06x for %06x", rgb & 0xffffff, wanted).isCloseTo(wanted >> shift & 255,
                    within(6));
        }
    }

    private static List<Integer> rows(BufferedImage frame) {
        return java.util.stream.IntStream.range(0, HEIGHT)
                .filter(y -> java.util.stream.IntStream.range(0, WIDTH).anyMatch(x -> drawn(frame.getRGB(x, y))))
                .boxed().toList();
    }

    private static List<Integer> columns(BufferedImage frame) {
        return java.util.stream.IntStream.range(0, WIDTH)
                .filter(x -> java.util.stream.IntStream.range(0, HEIGHT).anyMatch(y -> drawn(frame.getRGB(x, y))))
                .boxed().toList();
    }

    private static boolean drawn(int rgb) {
        return Math.abs((rgb >> 8 & 255) - 0x80) > 50;
    }
}
