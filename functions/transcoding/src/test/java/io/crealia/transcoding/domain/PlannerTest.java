package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.transcoding.Sources;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PlannerTest {
    private static final Planner PLANNER = new Planner(EncodePolicy.of(Duration.ofHours(4), 8192L * 4320));

    static Stream<Arguments> ladders() {
        return Stream.of(
                Arguments.of("1080p", Sources.landscape1080(), "1920x1080 1280x720 960x540 768x432 416x234"),
                Arguments.of("720p", Sources.landscape720(), "1280x720 960x540 768x432 416x234"),
                Arguments.of("4K is cut to 1080", Sources.uhd(), "1920x1080 1280x720 960x540 768x432 416x234"),
                Arguments.of("portrait by 90", Sources.portrait(90), "1080x1920 720x1280 540x960 432x768 234x416"),
                Arguments.of("portrait by 270", Sources.portrait(270), "1080x1920 720x1280 540x960 432x768 234x416"),
                Arguments.of("upside down", Sources.portrait(180), "1920x1080 1280x720 960x540 768x432 416x234"),
                Arguments.of("square", Sources.of(Sources.video(1080, 1080)),
                        "1080x1080 720x720 540x540 432x432 234x234"),
                Arguments.of("2.39:1", Sources.of(Sources.video(1920, 804)),
                        "1920x804 1720x720 1290x540 1032x432 558x234"),
                Arguments.of("odd", Sources.of(Sources.video(855, 481)), "854x480 768x432 416x234"),
                Arguments.of("480p", Sources.of(Sources.video(640, 480)), "640x480 576x432 312x234"),
                Arguments.of("tiny", Sources.of(Sources.video(100, 100)), "100x100"),
                Arguments.of("anamorphic PAL", Sources.interlaced(), "768x576 720x540 576x432 312x234"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ladders")
    void plan_eachShape_hasTheLadderOfItsShortSide(String name, MediaInfo info, String expected) {
        var rungs = picture(info).rungs();
        assertThat(String.join(" ", rungs.stream().map(rung -> rung.size().toString()).toList())).isEqualTo(expected);
        assertThat(rungs).allSatisfy(rung -> {
            assertThat(rung.name()).isEqualTo(String.valueOf(rung.size().shortSide()));
            assertThat(rung.size().width() % 2 + rung.size().height() % 2).isZero();
        });
        assertThat(rungs).extracting(EncodePlan.Rung::maxBitrate).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void plan_ladderRungs_haveTheBitratesOfTheTable() {
        assertThat(picture(Sources.landscape1080()).rungs()).extracting(EncodePlan.Rung::maxBitrate)
                .containsExactly(7_800_000, 4_500_000, 2_000_000, 1_100_000, 145_000);
    }

    @Test
    void plan_sizeBetweenTwoRungs_hasABitrateBetweenTheirs() {
        var extra = picture(Sources.of(Sources.video(1920, 804))).rungs().getFirst();
        assertThat(extra.maxBitrate()).isBetween(4_500_000, 7_800_000);
    }

    @Test
    void plan_shorterThanTheLadder_skipsRungsWithAReason() {
        assertThat(plan(Sources.landscape720()).skipped()).containsExactly(new EncodePlan.Skipped("1080",
                RenditionKind.HLS_VIDEO, "the source's short side has only 720 pixels"));
    }

    static Stream<Arguments> rates() {
        return Stream.of(Arguments.of(new Ratio(30, 1), false, new Ratio(30, 1)),
                Arguments.of(new Ratio(24000, 1001), false, new Ratio(24000, 1001)),
                Arguments.of(new Ratio(60, 1), false, new Ratio(60, 1)),
                Arguments.of(new Ratio(120, 1), false, new Ratio(60, 1)),
                Arguments.of(new Ratio(120000, 1001), false, new Ratio(60000, 1001)),
                Arguments.of(new Ratio(90, 1), false, new Ratio(45, 1)),
                Arguments.of(new Ratio(12, 1), false, new Ratio(12, 1)),
                Arguments.of(new Ratio(1000, 1), false, new Ratio(30, 1)),
                Arguments.of(new Ratio(2931, 100), true, new Ratio(30, 1)),
                Arguments.of(new Ratio(17, 1), true, new Ratio(24, 1)),
                Arguments.of(new Ratio(240, 1), true, new Ratio(60, 1)));
    }

    @ParameterizedTest
    @MethodSource("rates")
    void plan_frameRate_isConstantAndAtMost60(Ratio source, boolean variable, Ratio expected) {
        assertThat(picture(Sources.rate(source, variable)).frameRate()).isEqualTo(expected);
    }

    @Test
    void plan_variableFrameRate_saysWhy() {
        assertThat(plan(Sources.rate(new Ratio(29, 1), true)).decisions())
                .anySatisfy(decision -> assertThat(decision.why()).contains("varies around 29/1"));
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void plan_highDynamicRange_isToneMapped(MediaInfo.Transfer transfer, boolean expected) {
        assertThat(picture(Sources.hdr(transfer)).toneMap()).isEqualTo(expected);
    }

    static Stream<Arguments> transfers() {
        return Stream.of(Arguments.of(MediaInfo.Transfer.HLG, true), Arguments.of(MediaInfo.Transfer.PQ, true),
                Arguments.of(MediaInfo.Transfer.SDR, false));
    }

    @Test
    void plan_interlaced_isDeinterlaced() {
        assertThat(picture(Sources.interlaced()).deinterlace()).isTrue();
        assertThat(picture(Sources.landscape720()).deinterlace()).isFalse();
    }

    @Test
    void plan_silent_hasNoSoundAndSaysSo() {
        var plan = plan(Sources.silent());
        assertThat(plan.audio()).isFalse();
        assertThat(plan.skipped()).extracting(EncodePlan.Skipped::kind).contains(RenditionKind.HLS_AUDIO,
                RenditionKind.SPEECH);
    }

    @Test
    void plan_soundOnly_hasNoPicturesAndSaysSo() {
        var plan = plan(Sources.soundOnly());
        assertThat(plan.picture()).isEmpty();
        assertThat(plan.audio()).isTrue();
        assertThat(plan.skipped()).hasSize(6)
                .allSatisfy(skipped -> assertThat(skipped.reason()).isEqualTo("the source has no picture"));
    }

    @Test
    void plan_mp4_is720OrTheLargestBelow() {
        assertThat(picture(Sources.landscape1080()).mp4().name()).isEqualTo("720");
        assertThat(picture(Sources.of(Sources.video(855, 481))).mp4().name()).isEqualTo("480");
        assertThat(picture(Sources.of(Sources.video(100, 100))).mp4().name()).isEqualTo("100");
    }

    static Stream<Arguments> lengths() {
        return Stream.of(Arguments.of(400, 4, 100, 10), Arguments.of(1000, 10, 100, 10),
                Arguments.of(10_000, 50, 200, 10), Arguments.of(60_000, 50, 1200, 12),
                Arguments.of(899_999, 50, 18_000, 20), Arguments.of(900_000, 100, 9000, 20),
                Arguments.of(14_400_000, 100, 144_000, 20));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void plan_stills_fitTheLength(long durationMs, int tiles, int intervalMs, int posters) {
        var frames = picture(Sources.lasting(durationMs)).frames();
        assertThat(frames.tiles().count()).isEqualTo(tiles);
        assertThat(frames.tiles().intervalMs()).isEqualTo(intervalMs);
        assertThat(frames.poster().count()).isEqualTo(posters);
        assertThat((frames.poster().count() - 1L) * frames.poster().intervalMs()).isLessThan(durationMs);
    }

    @Test
    void plan_stills_haveTheShapeOfThePicture() {
        assertThat(picture(Sources.landscape1080()).frames().tiles().size()).isEqualTo(new Size(160, 90));
        assertThat(picture(Sources.landscape1080()).frames().poster().size()).isEqualTo(new Size(1280, 720));
        assertThat(picture(Sources.portrait(90)).frames().tiles().size()).isEqualTo(new Size(90, 160));
        assertThat(picture(Sources.portrait(90)).frames().poster().size()).isEqualTo(new Size(720, 1280));
        assertThat(picture(Sources.of(Sources.video(1920, 804))).frames().poster().size())
                .isEqualTo(new Size(1280, 536));
        assertThat(picture(Sources.of(Sources.video(100, 100))).frames().tiles().size()).isEqualTo(new Size(100, 100));
    }

    @Test
    void plan_twice_isTheSame() {
        assertThat(plan(Sources.interlaced())).isEqualTo(plan(Sources.interlaced()));
    }

    private static EncodePlan plan(MediaInfo info) {
        return PLANNER.plan(info, List.of());
    }

    private static EncodePlan.Picture picture(MediaInfo info) {
        return plan(info).picture().orElseThrow();
    }
}
