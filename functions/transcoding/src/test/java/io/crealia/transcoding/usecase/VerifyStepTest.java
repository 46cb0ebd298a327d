package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.transcoding.Sources;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Mp4Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VerifyStepTest {
    static Stream<MediaInfo> inputs() {
        return Stream.of(Sources.landscape1080(), Sources.portrait(90), Sources.silent(), Sources.soundOnly(),
                Sources.interlaced(), Sources.of(Sources.video(855, 481)), Sources.of(Sources.video(100, 100)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void execute_conformingOutputs_succeeds(MediaInfo info) {
        var world = stilled(info, 10_000);
        world.drive(Step.VERIFY);
        assertThat(world.facts(Fact.StepFailed.class)).isEmpty();
        var report = world.result(Step.VERIFY);
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("checks")).isNotEmpty().allSatisfy(check -> {
            assertThat(check.path("ok").asBoolean()).isTrue();
            assertThat(check.path("expected").asText()).isNotBlank();
            assertThat(check.path("actual").asText()).isNotBlank();
        });
    }

    /** Each damage and the check that must find it. */
    static Stream<Arguments> damages() {
        return Stream.of(damage("hls.segments", world -> world.store.delete(World.layout().hlsBase() + "_540_2.m4s")),
                damage("hls.segments",
                        world -> world.store.put(World.layout().hlsBase() + "_540_2.m4s", new byte[0], "")),
                damage("hls.init_segments",
                        world -> world.store.delete(World.layout().hlsBase() + "_234_init.mp4")),
                damage("hls.playlists", world -> world.store.delete(World.layout().variant("432"))),
                damage("hls.master", world -> text(world, World.layout().master(), "#EXTM3U\n")),
                damage("hls.rungs", world -> edit(world, World.layout().master(), "416x234", "400x300")),
                damage("hls.not_above_source", world -> edit(world, World.layout().master(), "1280x720", "1920x1080")),
                damage("hls.audio",
                        world -> edit(world, World.layout().master(), "#EXT-X-MEDIA.*\n", "", ",mp4a.40.2", "")),
                damage("hls.duration.index_540.m3u8",
                        world -> edit(world, World.layout().variant("540"), "EXTINF:4.000", "EXTINF:3.500")),
                damage("hls.alignment",
                        world -> edit(world, World.layout().variant("540"), "EXTINF:6.000", "EXTINF:4.000",
                                "EXTINF:4.000,\nindex_540_2", "EXTINF:6.000,\nindex_540_2")),
                damage("mp4", world -> world.store.put(World.layout().mp4("720"), new byte[100], "")),
                damage("hls.no_location",
                        world -> world.store.put(World.layout().hlsBase() + "_234_init.mp4", located(), "")),
                damage("mp4.no_location", world -> world.store.put(World.layout().mp4("720"),
                        Mp4Bytes.join(Mp4Bytes.box("ftyp"), located(), Mp4Bytes.box("mdat", new byte[64])), "")),
                damage("poster.no_location", world -> exif(world, still(world, "poster", "key"))),
                damage("storyboard.no_location", world -> exif(world, still(world, "storyboard", "sprite"))),
                damage("speech", world -> world.store.put(World.layout().speech(), new byte[100], "")),
                damage("poster", world -> world.store.put(still(world, "poster", "key"), new byte[100], "")),
                damage("storyboard", world -> world.store.delete(still(world, "storyboard", "sprite"))),
                damage("storyboard.vtt", world -> text(world, still(world, "storyboard", "vtt"), "WEBVTT\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void execute_damagedOutput_isFoundByItsCheck(String check, Consumer<World> damage) {
        var world = stilled(Sources.landscape720(), 10_000);
        damage.accept(world);
        world.drive(Step.VERIFY);
        var failure = world.facts(Fact.StepFailed.class).getFirst();
        assertThat(failure.code()).isEqualTo("verify.failed");
        assertThat(failure.failure()).isEqualTo(FailureKind.PERMANENT);
        assertThat(failure.detail()).contains(check);
        assertThat(world.result(Step.VERIFY).path("ok").asBoolean()).isFalse();
    }

    @Test
    void execute_outputClearlyShorterThanPromised_isATruncatedSource() {
        var world = stilled(Sources.landscape720(), 6000);
        world.drive(Step.VERIFY);
        var failure = world.facts(Fact.StepFailed.class).getFirst();
        assertThat(failure.code()).isEqualTo("media.truncated");
        assertThat(failure.failure()).isEqualTo(FailureKind.REJECT);
        assertThat(failure.detail()).contains("10000 ms").contains("6000 ms");
    }

    @Test
    void execute_oneFrameMore_isWithinTheTolerance() {
        var world = stilled(Sources.landscape720(), 10_034);
        world.drive(Step.VERIFY);
        assertThat(world.facts(Fact.StepFailed.class)).isEmpty();
    }

    @Test
    void execute_again_tellsTheSame() {
        var world = stilled(Sources.landscape720(), 10_000);
        world.drive(Step.VERIFY);
        var report = world.result(Step.VERIFY);
        world.drive(Step.VERIFY);
        assertThat(world.result(Step.VERIFY)).isEqualTo(report);
    }

    @Test
    void execute_conformingReel_isReportedCheckByCheck() {
        var world = withReel(Mp4Bytes.reel(720, 1280, 100, false, 90, 1000));
        world.drive(Step.VERIFY);
        assertThat(world.facts(Fact.StepFailed.class)).isEmpty();
        var names = new ArrayList<String>();
        world.result(Step.VERIFY).path("checks").forEach(check -> {
            if (check.path("name").asText().startsWith("reel.")) {
                names.add(check.path("name").asText());
                assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue();
            }
        });
        assertThat(names).containsExactly("reel.h1.index_first", "reel.h1.no_edit_list", "reel.h1.size",
                "reel.h1.codec", "reel.h1.frame_rate", "reel.h1.duration", "reel.h1.no_location");
        assertThat(world.result(Step.VERIFY).path("failed_reels")).isEmpty();
    }

    /** Each damage of a reel and the check that must find it. */
    static Stream<Arguments> reels() {
        return Stream.of(Arguments.of("reel.h1.size", Mp4Bytes.reel(720, 1270, 100, false, 90, 1000)),
                Arguments.of("reel.h1.codec", Mp4Bytes.reel(720, 1280, 77, false, 90, 1000)),
                Arguments.of("reel.h1.no_edit_list", Mp4Bytes.reel(720, 1280, 100, true, 90, 1000)),
                Arguments.of("reel.h1.frame_rate", Mp4Bytes.reel(720, 1280, 100, false, 80, 1000, 10, 2000)),
                Arguments.of("reel.h1.frame_rate", Mp4Bytes.reel(720, 1280, 100, false, 75, 1200)),
                Arguments.of("reel.h1.duration", Mp4Bytes.reel(720, 1280, 100, false, 60, 1000)),
                Arguments.of("reel.h1.index_first", Mp4Bytes.reelIndexLast()),
                Arguments.of("reel.h1.picture", Mp4Bytes.reelWithoutPicture()),
                Arguments.of("reel.h1.file", new byte[100]), Arguments.of("reel.h1.file", new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reels")
    void execute_damagedReel_isReportedAndTheStreamStays(String check, byte[] file) {
        var world = withReel(file);
        world.drive(Step.VERIFY);
        assertThat(world.facts(Fact.StepFailed.class)).as("the stream is not lost").isEmpty();
        var report = world.result(Step.VERIFY);
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("failed_reels")).singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo("h1"));
        var failed = new ArrayList<String>();
        report.path("checks").forEach(each -> {
            if (!each.path("ok").asBoolean()) {
                failed.add(each.path("name").asText());
            }
        });
        assertThat(failed).contains(check);
    }

    @Test
    void execute_skippedReel_isNotMeasured() {
        var world = withReel(new byte[0]);
        var reels = (ObjectNode) world.result(Step.REELS);
        ((ObjectNode) reels.path("reels").get(0)).put("state", "skipped");
        world.result(Step.REELS, reels);
        world.drive(Step.VERIFY);
        assertThat(world.result(Step.VERIFY).path("failed_reels")).isEmpty();
    }

    private static World withReel(byte[] file) {
        var world = stilled(Sources.landscape720(), 10_000);
        if (file.length > 0) {
            world.store.put("acme/reel.mp4", file, "video/mp4");
        }
        var document = Json.object().put("schema", 1);
        document.putArray("reels").addObject().put("name", "h1").put("state", "ready").put("key", "acme/reel.mp4")
                .put("start_ms", 1000).put("end_ms", 4000).put("width", 720).put("height", 1280)
                .putObject("frame_rate").put("num", 30).put("den", 1);
        world.result(Step.REELS, document);
        return world;
    }

    private static World stilled(MediaInfo info, long durationMs) {
        var world = World.probed(info);
        world.transcode(info, durationMs);
        world.drive(Step.STILLS);
        return world;
    }

    private static Arguments damage(String check, Consumer<World> how) {
        return Arguments.of(check, how);
    }

    private static String still(World world, String kind, String field) {
        return world.result(Step.STILLS).path(kind).path(field).asText();
    }

    private static void edit(World world, String key, String... replacements) {
        var text = new String(world.store.get(key, 1_000_000).orElseThrow(), StandardCharsets.UTF_8);
        for (int i = 0; i < replacements.length; i += 2) {
            text = text.replaceAll(replacements[i], replacements[i + 1]);
        }
        text(world, key, text);
    }

    private static void text(World world, String key, String text) {
        world.store.put(key, text.getBytes(StandardCharsets.UTF_8), "");
    }

    private static byte[] located() {
        return Mp4Bytes.box("moov", Mp4Bytes.mvhd(1000, 10_000),
                Mp4Bytes.box("udta", Mp4Bytes.box("\u00a9xyz", new byte[16])));
    }

    private static void exif(World world, String key) {
        var jpeg = world.store.get(key, Integer.MAX_VALUE).orElseThrow();
        var app1 = new byte[]{(byte) 0xff, (byte) 0xe1, 0, 8, 'E', 'x', 'i', 'f', 0, 0};
        world.store.put(key, Mp4Bytes.join(Arrays.copyOf(jpeg, 2), app1,
                Arrays.copyOfRange(jpeg, 2, jpeg.length)), "image/jpeg");
    }
}
