package io.crealia.transcoding.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.local.cloud.Service;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Clip;
import io.crealia.transcoding.domain.Mp4Movie;
import io.crealia.transcoding.domain.SafeArea;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reels of real clips against what the platforms take: made by real ffmpeg, measured from their bytes. */
final class ReelsPipelineTest {
    @TempDir
    private static Path directory;
    private static LocalPipeline pipeline;
    private static Clip clips;
    private long size;

    @BeforeAll
    static void start() {
        pipeline = new LocalPipeline(directory.resolve("cloud"), Service.S3, Service.SQS, Service.MONGO,
                Service.MEDIACONVERT);
        clips = Clip.in(directory);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @BeforeEach
    void newAsset() {
        pipeline.newAsset();
        pipeline.facts();
        pipeline.costs();
    }

    @Test
    void reel_ofASpeakerAtTheSide_conformsAndFollowsTheSpeaker() {
        encoded(clips.speaker("1280x720", 8));
        captions("published");
        var reel = reels("reels").path("reels").get(0);
        var file = file(reel);
        var movie = Mp4Movie.read((offset, length) -> Arrays.copyOfRange(file, (int) offset,
                (int) Math.min(file.length, offset + length)), file.length);

        assertThat(movie.picture().orElseThrow().size()).hasToString("720x1280");
        assertThat(movie.indexFirst()).isTrue();
        assertThat(movie.editList()).isFalse();
        assertThat(movie.picture().orElseThrow().profile()).isEqualTo(100);
        assertThat(movie.sound().orElseThrow().sampleRate()).isEqualTo(48_000);
        assertThat(movie.sound().orElseThrow().channels()).isEqualTo(2);
        var packets = clips.packets(file);
        assertThat(packets.stream().map(line -> line.split(",")[0]).distinct()).as("one length").hasSize(1);
        for (int i = 0; i < packets.size(); i += 30) {
            assertThat(packets.get(i)).as("packet %d begins a second", i).contains("K");
        }
        assertThat(clips.loudness(file)).isCloseTo(-14, within(1.0));

        assertThat(reel.path("layout").asText()).isEqualTo("track");
        assertThat(reel.path("crop").path("x").asInt()).as("the speaker is at the right").isGreaterThan(700);
        assertThat(reel.path("crop").path("width").asInt()).isEqualTo(406);
        assertThat(reel.path("upscale").asDouble()).isCloseTo(1.778, within(0.01));
        wholeWords(reel, packets.size());
    }

    @Test
    void reel_captions_areInTheSafeAreaAndAReusedResultCostsNothing() {
        encoded(clips.speaker("1280x720", 8));
        captions("published");
        var burned = reels("reels").path("reels").get(0);
        assertThat(burned.path("captions").asText()).isEqualTo("burned_in");
        assertThat(pipeline.costs()).extracting(Fact.CostRecorded::item).contains("reels");

        assertThat(pipeline.step("reels", size, ".reels.1", ".reels.3")).isEmpty();
        assertThat(pipeline.factsUntil(ReelsPipelineTest::outcome).getLast()).isInstanceOfSatisfying(
                Fact.StepSucceeded.class,
                fact -> assertThat(fact.resultKey()).isEqualTo(pipeline.run() + "reels/1/result.json"));
        assertThat(pipeline.costs()).isEmpty();

        captions("needs_review");
        assertThat(pipeline.step("reels", size, ".reels.1", ".reels.2")).isEmpty();
        pipeline.factsUntil(ReelsPipelineTest::outcome);
        var plain = Json.parse(pipeline.store().get(pipeline.run() + "reels/2/result.json", 100_000).orElseThrow())
                .path("reels").get(0);
        assertThat(plain.path("captions").asText()).isEqualTo("none");

        var frame = clips.frame(file(burned), 1.0);
        var rows = changedRows(frame, clips.frame(file(plain), 1.0));
        assertThat(rows[0]).isGreaterThan((int) (1280 * SafeArea.TOP)).isLessThan(rows[1]);
        assertThat(rows[1]).isLessThan((int) (1280 * (1 - SafeArea.BOTTOM)));
        assertThat(rows[2]).isPositive();
        assertThat(rows[3]).isLessThan(719);
    }

    @Test
    void reel_evenlyBusyPicture_isWholeOverABlurredBackdrop() {
        encoded(clips.evenlyBusy("640x360", 6));
        captions("published");
        var document = reels("reels");
        var reel = document.path("reels").get(0);
        assertThat(reel.path("layout").asText()).isEqualTo("fit_blur");
        assertThat(reel.path("frame_rate").path("num").asInt()).isEqualTo(30);
        assertThat(document.path("decisions").toString()).contains("fit_blur").contains("platforms take");
        var packets = clips.packets(file(reel));
        assertThat(packets.stream().map(line -> line.split(",")[0]).distinct()).hasSize(1);

        var frame = clips.frame(file(reel), 1.5);
        for (int y : new int[]{40, 300, 900, 1240}) {
            assertThat(brightness(frame, y)).as("row %d of the backdrop", y).isBetween(15.0, 140.0);
            assertThat(sharpness(frame, y)).as("row %d is blurred", y).isLessThan(4);
        }
        assertThat(IntStream.range(445, 835).mapToDouble(y -> sharpness(frame, y)).max().orElseThrow())
                .as("the picture is not").isGreaterThan(6);
        for (int y : new int[]{436, 438, 841, 843}) {
            assertThat(brightness(frame, y)).as("no black line at %d", y).isGreaterThan(12);
        }
    }

    @Test
    void reel_portraitWithoutSound_isTheWholePictureWithoutSound() {
        encoded(clips.rotated("640x360", 4));
        captions("published");
        var reel = reels("reels").path("reels").get(0);
        assertThat(reel.path("layout").asText()).isEqualTo("track");
        assertThat(reel.has("crop")).isFalse();
        assertThat(reel.path("upscale").asDouble()).isCloseTo(2.0, within(0.01));
        var file = file(reel);
        var movie = Mp4Movie.read((offset, length) -> Arrays.copyOfRange(file, (int) offset,
                (int) Math.min(file.length, offset + length)), file.length);
        assertThat(movie.sound()).isEmpty();
        assertThat(movie.picture().orElseThrow().size()).hasToString("720x1280");
    }

    private void encoded(byte[] clip) {
        size = clip.length;
        pipeline.source(clip);
        for (var step : new String[]{"probe", "transcode", "stills"}) {
            assertThat(pipeline.step(step, size)).isEmpty();
            assertThat(pipeline.factsUntil(ReelsPipelineTest::outcome).getLast())
                    .isInstanceOf(Fact.StepSucceeded.class);
        }
        var highlights = Json.object().put("schema", 1).put("preset", "educational");
        highlights.putArray("highlights").addObject().put("name", "h1").put("rank", 1).put("start_ms", 850)
                .put("end_ms", 3_450);
        pipeline.result("highlights", highlights);
    }

    private void captions(String state) {
        var words = Json.object().put("schema", 1).put("language", "en").put("origin", "script");
        var all = words.putArray("words");
        word(all.addObject(), "Before.", 300, 700);
        word(all.addObject(), "One", 1000, 1300);
        word(all.addObject(), "thought", 1350, 1700);
        word(all.addObject(), "that", 1750, 2000);
        word(all.addObject(), "stands.", 2700, 3200);
        word(all.addObject(), "After.", 3500, 3800);
        pipeline.store().put(pipeline.run() + "captions/1/words.json", Json.bytes(words), "application/json");
        pipeline.result("captions", Json.object().put("schema", 1).put("state", state).put("language", "en")
                .put("words_key", pipeline.run() + "captions/1/words.json"));
    }

    private static void word(ObjectNode node, String text, int start, int end) {
        node.put("t", text).put("s", start).put("e", end).put("c", 0.9);
    }

    /** Makes the reels, and has them verified. */
    private JsonNode reels(String step) {
        assertThat(pipeline.step(step, size)).isEmpty();
        var facts = pipeline.factsUntil(ReelsPipelineTest::outcome);
        assertThat(facts.getLast()).as("%s", facts).isInstanceOf(Fact.StepSucceeded.class);
        assertThat(pipeline.step("verify-reels", size)).isEmpty();
        pipeline.factsUntil(ReelsPipelineTest::outcome);
        var report = pipeline.result("verify");
        assertThat(StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().startsWith("reel.h1."))).hasSizeGreaterThan(5)
                .allSatisfy(check -> assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue());
        return pipeline.result("reels");
    }

    private byte[] file(JsonNode reel) {
        assertThat(reel.path("state").asText()).as(reel.toString()).isEqualTo("ready");
        return pipeline.store().get(reel.path("key").asText(), 50_000_000).orElseThrow();
    }

    /** The words of the highlight are there from the first to the last sound, and its neighbours are not begun. */
    private static void wholeWords(JsonNode reel, int pictures) {
        assertThat(reel.path("start_ms").asLong()).isBetween(701L, 850L);
        assertThat(reel.path("end_ms").asLong()).isBetween(3_450L, 3_499L);
        assertThat(pictures * 1000L / 30)
                .isCloseTo(reel.path("end_ms").asLong() - reel.path("start_ms").asLong(), within(1L));
        var srt = new String(pipeline.store().get(reel.path("srt_key").asText(), 10_000).orElseThrow(),
                StandardCharsets.UTF_8);
        assertThat(srt).contains("One").contains("stands.").doesNotContain("Before").doesNotContain("After");
    }

    private static boolean outcome(Fact fact) {
        return fact instanceof Fact.StepSucceeded || fact instanceof Fact.StepFailed;
    }

    /** First and last row, first and last column in which two pictures clearly differ. */
    private static int[] changedRows(BufferedImage one, BufferedImage other) {
        var box = new int[]{one.getHeight(), -1, one.getWidth(), -1};
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (Math.abs((one.getRGB(x, y) >> 8 & 255) - (other.getRGB(x, y) >> 8 & 255)) > 70) {
                    box[0] = Math.min(box[0], y);
                    box[1] = Math.max(box[1], y);
                    box[2] = Math.min(box[2], x);
                    box[3] = Math.max(box[3], x);
                }
            }
        }
        return box;
    }

    private static double brightness(BufferedImage frame, int y) {
        var sum = 0.0;
        for (int x = 0; x < frame.getWidth(); x++) {
            sum += frame.getRGB(x, y) >> 8 & 255;
        }
        return sum / frame.getWidth();
    }

    private static double sharpness(BufferedImage frame, int y) {
        var sum = 0.0;
        for (int x = 1; x < frame.getWidth(); x++) {
            sum += Math.abs((frame.getRGB(x, y) >> 8 & 255) - (frame.getRGB(x - 1, y) >> 8 & 255));
        }
        return sum / frame.getWidth();
    }
}
