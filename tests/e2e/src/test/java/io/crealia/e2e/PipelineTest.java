package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, through the real functions, on the embedded cloud, until a stock player plays them. */
class PipelineTest {
    private static final Pattern RESOLUTION = Pattern.compile("RESOLUTION=(\\d+)x(\\d+)");
    private static final double FRAME = 1.0 / 30;
    /** AAC frames are 1024 samples; the sound may end one of them later than the picture. */
    private static final double AUDIO_FRAME = 1024.0 / 48_000;

    @TempDir
    static Path folder;
    private static Edition edition;
    private static Clips clips;

    @BeforeAll
    static void start() throws IOException {
        edition = Edition.start(folder.resolve("home"), Map.of());
        clips = new Clips(Files.createDirectories(folder.resolve("clips")),
                folder.resolve("home/cloud/mediaconvert/ffmpeg"));
    }

    @AfterAll
    static void stop() {
        edition.close();
    }

    @Test
    void landscape_tenSeconds_isReadyAndPlays() {
        var asset = edition.process(clips.landscape("landscape.mp4", "640x360", 10));

        assertReady(asset, List.of("416x234", "640x360"), 10);
        assertThat(asset.path("steps"))
                .allSatisfy(step -> assertThat(step.path("state").asText()).isIn("succeeded",
                        step.path("name").asText().matches("captions|enrich") ? "skipped" : "succeeded"));
    }

    @Test
    void portrait_byRotationMetadata_hasPortraitRungs() {
        var asset = edition.process(clips.rotated("portrait.mp4", "640x360", 3));

        assertReady(asset, List.of("234x416", "360x640"), 3);
        assertThat(asset.path("video").path("width").asInt()).isLessThan(asset.path("video").path("height").asInt());
    }

    @Test
    void silent_hasNoAudioRendition() {
        var asset = edition.process(clips.silent("silent.mp4", "416x234", 2));

        assertReady(asset, List.of("416x234"), 2);
        assertThat(text(edition.playback(asset).path("hls").asText())).doesNotContain("TYPE=AUDIO");
    }

    @Test
    void audioOnly_playsAndHasNoPictures() {
        var asset = edition.process(clips.audioOnly("song.m4a", 4));

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        var playback = edition.playback(asset);
        assertThat(playback.has("poster")).isFalse();
        assertThat(clips.play(playback.path("hls").asText())).isEmpty();
        assertThat(step(asset, "stills").path("state").asText()).isEqualTo("skipped");
    }

    @Test
    void variableFrameRate_becomesConstant() {
        var asset = edition.process(clips.variableFrameRate("vfr.mp4", "416x234", 4));

        assertReady(asset, List.of("416x234"), 4);
        var variant = variants(edition.playback(asset).path("hls").asText()).getFirst();
        assertThat(clips.probe(variant, "-select_streams", "v:0", "-show_entries", "stream=r_frame_rate"))
                .startsWith("30/1");
    }

    @Test
    void hlg_isToneMappedToRec709() {
        var asset = edition.process(clips.hlg("hlg.mp4", "416x234", 2));

        assertReady(asset, List.of("416x234"), 2);
        var variant = variants(edition.playback(asset).path("hls").asText()).getFirst();
        assertThat(clips.probe(variant, "-select_streams", "v:0", "-show_entries", "stream=pix_fmt,color_transfer")
                .lines())
                .startsWith("yuv420p", "bt709");
    }

    @Test
    void oneSecond_hasPosterAndStoryboard() {
        assertReady(edition.process(clips.landscape("short.mp4", "416x234", 1)), List.of("416x234"), 1);
    }

    @Test
    void textNamedMp4_isRejectedWithAReason() {
        var asset = edition.process(clips.text("story.mp4", "Once upon a time there was a text. ".repeat(200)));

        assertThat(asset.path("state").asText()).isEqualTo("rejected");
        assertThat(asset.path("reason").path("code").asText()).isEqualTo("upload.not_media");
        assertThat(asset.path("reason").path("detail").asText()).isNotBlank();
    }

    @Test
    void emptyFile_isRefusedBeforeTransfer() {
        assertThatThrownBy(() -> edition.process(clips.text("empty.mp4", ""))).isInstanceOf(ApiException.class)
                .hasMessageContaining("/size_bytes");
    }

    @Test
    void truncatedFile_isRejectedAsTruncated() {
        var asset = edition.process(clips.truncated("cut.mp4", "416x234", 8));

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("rejected");
        assertThat(asset.path("reason").path("code").asText()).isEqualTo("media.truncated");
    }

    @Test
    void unusualFileName_isKeptForDisplayAndNowhereElse() throws IOException {
        var name = "a+b é 你 ؟.mp4";
        var file = Files.copy(clips.landscape("named.mp4", "416x234", 1), folder.resolve("clips").resolve(name));
        var asset = edition.process(file);

        assertThat(asset.path("state").asText()).isEqualTo("ready");
        assertThat(asset.toString()).doesNotContain("你");
        try (var keys = Files.walk(folder.resolve("home/cloud/s3"))) {
            assertThat(keys.map(Path::toString)).noneMatch(key -> key.contains("你") || key.contains("a+b"));
        }
    }

    @Test
    void compression_isTheGatewaysAndOnlyOnRequest() throws IOException {
        var asset = edition.process(clips.silent("zip.mp4", "416x234", 1)).path("id").asText();

        var plain = edition.open("/v1/assets/" + asset + "/report");
        var zipped = edition.open("/v1/assets/" + asset + "/report");
        zipped.setRequestProperty("Accept-Encoding", "gzip");

        assertThat(plain.getContentEncoding()).isNull();
        var report = plain.getInputStream().readAllBytes();
        assertThat(report).hasSizeGreaterThan(1024);
        assertThat(zipped.getContentEncoding()).isEqualTo("gzip");
        assertThat(new GZIPInputStream(zipped.getInputStream()).readAllBytes()).isEqualTo(report);
        assertThat(zipped.getHeaderField("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void realClips_whereTheyAreAtHand_areReady() throws IOException {
        var samples = Edition.ROOT.resolve("../shared/media").normalize();
        assumeThat(samples).as("real clips beside the project; they are not part of it").isDirectory();
        try (var files = Files.list(samples)) {
            for (var file : files.filter(f -> f.toString().matches(".*(friday|hlg10|270_rotated)\\S*\\.mp4"))
                    .toList()) {
                var asset = edition.process(file);
                assertThat(asset.path("state").asText()).as(file + " " + asset).isEqualTo("ready");
                assertThat(clips.play(edition.playback(asset).path("hls").asText())).isEmpty();
            }
        }
    }

    private static void assertReady(JsonNode asset, List<String> rungs, double seconds) {
        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        assertThat(asset.path("playable").asBoolean()).isTrue();
        var playback = edition.playback(asset);
        var master = playback.path("hls").asText();
        assertThat(resolutions(text(master))).containsExactlyInAnyOrderElementsOf(rungs);
        assertThat(clips.play(master)).isEmpty();
        for (var variant : variants(master)) {
            assertThat(clips.play(variant)).isEmpty();
            var duration = Double.parseDouble(
                    clips.probe(variant, "-show_entries", "format=duration").lines().findFirst().orElseThrow());
            assertThat(duration).as(variant).isCloseTo(seconds, within(FRAME + AUDIO_FRAME));
        }
        assertPictures(playback, asset);
    }

    private static void assertPictures(JsonNode playback, JsonNode asset) {
        var poster = image(playback.path("poster").asText());
        assertThat((double) poster.getWidth() / poster.getHeight()).isCloseTo(
                asset.path("video").path("width").asDouble() / asset.path("video").path("height").asDouble(),
                within(0.02));
        var vtt = text(playback.path("storyboard").asText());
        assertThat(vtt).startsWith("WEBVTT");
        var tile = Pattern.compile("^(\\S+)#xywh=(\\d+),(\\d+),(\\d+),(\\d+)$", Pattern.MULTILINE).matcher(vtt);
        assertThat(tile.find()).isTrue();
        var sprite = image(URI.create(playback.path("storyboard").asText()).resolve(tile.group(1)).toString());
        do {
            assertThat(Integer.parseInt(tile.group(2)) + Integer.parseInt(tile.group(4)))
                    .isLessThanOrEqualTo(sprite.getWidth());
            assertThat(Integer.parseInt(tile.group(3)) + Integer.parseInt(tile.group(5)))
                    .isLessThanOrEqualTo(sprite.getHeight());
        } while (tile.find());
    }

    private static List<String> resolutions(String master) {
        return RESOLUTION.matcher(master).results().map(match -> match.group(1) + "x" + match.group(2)).distinct()
                .sorted(Comparator.naturalOrder()).toList();
    }

    private static List<String> variants(String master) {
        var variants = new ArrayList<String>();
        text(master).lines().filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> variants.add(URI.create(master).resolve(line).toString()));
        assertThat(variants).isNotEmpty();
        return variants;
    }

    private static JsonNode step(JsonNode asset, String name) {
        for (var step : asset.path("steps")) {
            if (step.path("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name);
    }

    private static String text(String address) {
        try (var in = URI.create(address).toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    private static java.awt.image.BufferedImage image(String address) {
        try {
            var image = ImageIO.read(URI.create(address).toURL());
            assertThat(image).as(address).isNotNull();
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }
}
