package io.crealia.transcoding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crealia.contracts.Preset;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClipPlannerTest {
    private static final Highlight H1 = new Highlight("h1", 1, 5_000, 20_000);

    @ParameterizedTest(name = "{0}x{1} {2} {3}")
    @CsvSource({
            // source, layout, where things happen -> output, layout, crop, upscale
            "1920,1080,AUTO,right,720x1280,track,1312 0 608 1080,1.185",
            "1920,1080,AUTO,even,720x1280,fit_blur,,0.375", "1280,720,AUTO,right,720x1280,track,872 0 406 720,1.778",
            "640,360,AUTO,right,720x1280,fit_blur,,1.125", "640,360,TRACK,right,720x1280,track,438 0 202 360,3.564",
            "1920,1080,FIT_BLUR,right,720x1280,fit_blur,,0.375",
            "1920,1080,TRACK,even,720x1280,track,660 0 608 1080,1.185",
            "2560,1440,AUTO,right,1080x1920,track,1750 0 810 1440,1.333",
            "3840,2160,AUTO,even,1080x1920,fit_blur,,0.281", "1080,1920,AUTO,even,1080x1920,track,,1.0",
            "720,1280,AUTO,even,720x1280,track,,1.0", "360,640,TRACK,even,720x1280,track,,2.0",
            "1080,1350,AUTO,right,720x1280,fit_blur,,0.667", "1080,1080,AUTO,right,720x1280,track,472 0 608 1080,1.185",
            "1920,800,AUTO,even,720x1280,fit_blur,,0.375", "641,361,TRACK,even,720x1280,track,220 0 202 360,3.564"})
    void plan_source_isCutOrFitted(int width, int height, Preset.Layout layout, String where, String output,
            String looks, String crop, double upscale) {
        var planner = new ClipPlanner(Sources.of(Sources.video(width, height), 60_000), layout);
        var plan = planner.plan(inputs(saliency(where.equals("right")))).orElseThrow();
        assertThat(plan.output()).hasToString(output);
        assertThat(plan.upscale()).isCloseTo(upscale, within(0.002));
        var json = ReelDocument.planned(plan, "");
        assertThat(json.path("layout").asText()).isEqualTo(looks);
        assertThat(plan.look() instanceof ClipPlan.Look.Track(var x, var y, var w, var h)
                ? x + " " + y + " " + w + " " + h
                : null).isEqualTo(crop);
        assertThat(plan.output().width() * 16).isEqualTo(plan.output().height() * 9);
        assertThat(planner.decisions()).isNotEmpty().allSatisfy(decision -> {
            assertThat(decision.what()).startsWith("reel h1: ");
            assertThat(decision.why()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({"24000,1001,24/1", "24,1,24/1", "25,1,25/1", "30000,1001,30/1", "30,1,30/1", "50,1,25/1",
            "60000,1001,60/1", "60,1,60/1", "120,1,60/1", "15,1,30/1", "48,1,24/1", "12,1,30/1"})
    void plan_frameRate_isOneThatPlatformsTake(int num, int den, String expected) {
        var plan = new ClipPlanner(withRate(new Ratio(num, den)), Preset.Layout.AUTO).plan(inputs(saliency(true)));
        assertThat(plan.orElseThrow().frameRate()).hasToString(expected);
    }

    @Test
    void plan_bounds_goOutwardsToWholePictures() {
        var info = withRate(new Ratio(30000, 1001));
        var highlight = new Highlight("h1", 1, 5_010, 20_010);
        var plan = new ClipPlanner(info, Preset.Layout.AUTO).plan(new ClipPlanner.Inputs(highlight,
                Optional.of(saliency(true)), "f/", Optional.empty())).orElseThrow();
        assertThat(plan.startMs()).isLessThanOrEqualTo(5_010).isGreaterThan(4_976);
        assertThat(plan.endMs()).isGreaterThanOrEqualTo(20_010).isLessThan(20_044);
        assertThat(plan.timecode(plan.from())).isEqualTo("00:00:05:00");
        assertThat(plan.timecode(30L * 3661 + 7)).isEqualTo("01:01:01:07");
    }

    @Test
    void plan_endBehindTheSource_endsWithIt() {
        var plan = new ClipPlanner(Sources.of(Sources.video(1280, 720), 10_000), Preset.Layout.AUTO)
                .plan(inputs(saliency(true))).orElseThrow();
        assertThat(plan.endMs()).isEqualTo(10_000);
    }

    @Test
    void plan_noStillsOfALandscape_isNone() {
        var inputs = new ClipPlanner.Inputs(H1, Optional.empty(), "f/", Optional.empty());
        assertThat(new ClipPlanner(Sources.landscape1080(), Preset.Layout.AUTO).plan(inputs)).isEmpty();
        assertThat(new ClipPlanner(Sources.of(Sources.video(1080, 1920)), Preset.Layout.AUTO).plan(inputs)).isPresent();
    }

    @Test
    void plan_pixelsThatAreNotSquare_areNotCropped() {
        var info = Sources.interlaced();
        var plan = new ClipPlanner(info, Preset.Layout.TRACK).plan(inputs(saliency(true))).orElseThrow();
        assertThat(plan.look()).isInstanceOf(ClipPlan.Look.FitBlur.class);
        assertThat(plan.deinterlace()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,AUTO", "1080,1920,AUTO", "3840,2160,FIT_BLUR", "1920,800,FIT_BLUR", "1080,1350,AUTO"})
    void plan_captions_areInTheSafeArea(int width, int height, Preset.Layout layout) {
        var plan = new ClipPlanner(Sources.of(Sources.video(width, height), 60_000), layout)
                .plan(inputs(saliency(true))).orElseThrow();
        var burned = plan.burned().orElseThrow();
        var tall = plan.output().height();
        assertThat(burned.top()).isGreaterThanOrEqualTo((int) (tall * SafeArea.TOP));
        assertThat(burned.top() + 2.5 * burned.fontSize()).isLessThanOrEqualTo(tall * (1 - SafeArea.BOTTOM));
        assertThat(burned.fontSize()).isBetween(40, 96);
        if (plan.look() instanceof ClipPlan.Look.FitBlur) {
            var pictureTop = ClipSize.top(new Size(width, height), plan.output());
            assertThat(burned.top()).as("on the picture").isGreaterThanOrEqualTo(pictureTop);
        }
    }

    @Test
    void document_plan_isReadAsItWasWritten() {
        for (var layout : Preset.Layout.values()) {
            var plan = new ClipPlanner(Sources.uhd(), layout).plan(inputs(saliency(false))).orElseThrow();
            assertThat(ReelDocument.plan(Json.parse(Json.text(ReelDocument.planned(plan, ""))))).isEqualTo(plan);
        }
    }

    @Test
    void best_nothingToSee_isTheMiddle() {
        var window = Saliency.of(List.of(plain())).best(0.3);
        assertThat(window.left()).isCloseTo(0.35, within(0.01));
        assertThat(window.share()).isCloseTo(0.3, within(0.01));
    }

    @Test
    void best_somethingMovesOnTheLeft_isThere() {
        var frames = new ArrayList<BufferedImage>();
        for (int i = 0; i < 5; i++) {
            frames.add(with(plain(), 10 + 3 * i, Color.WHITE));
        }
        var window = Saliency.of(frames).best(0.316);
        assertThat(window.left()).isLessThan(0.1);
        assertThat(window.share()).isGreaterThan(0.9);
    }

    @Test
    void best_somethingOffTheMiddle_isInTheMiddleOfTheWindow() {
        var window = Saliency.of(List.of(with(plain(), 96, Color.WHITE))).best(0.316);
        assertThat(window.left() + 0.158).isCloseTo(104 / 160.0, within(0.02));
    }

    @Test
    void best_skin_countsMoreThanAnEqualShapeOfAnotherColour() {
        var both = with(with(plain(), 10, new Color(60, 120, 180)), 120, new Color(224, 172, 105));
        assertThat(Saliency.of(List.of(both)).best(0.316).left()).isGreaterThan(0.4);
    }

    @Test
    void render_backdrop_isDarkAroundAHole() throws IOException {
        var png = ImageIO.read(new ByteArrayInputStream(Backdrop.render(
                with(plain(), 60, Color.WHITE), new Size(1920, 1080), new Size(720, 1280))));
        assertThat(png.getWidth()).isEqualTo(720);
        assertThat(png.getHeight()).isEqualTo(1280);
        assertThat(png.getRGB(360, 640) >>> 24).as("the picture shows through").isZero();
        assertThat(png.getRGB(0, 640) >>> 24).as("as far as it is wide").isZero();
        assertThat(png.getRGB(360, 436) >>> 24).as("the backdrop laps over its edge").isEqualTo(255);
        assertThat(png.getRGB(360, 442) >>> 24).isZero();
        assertThat(png.getRGB(360, 100) >>> 24).isEqualTo(255);
        assertThat(png.getRGB(360, 100) & 255).as("darkened").isBetween(20, 160);
    }

    @ParameterizedTest
    @CsvSource({"H1,1,0,5", "h1,1,5,5", "h1,1,-1,5", "toolongname,1,0,5"})
    void highlight_impossible_isRefused(String name, int rank, long start, long end) {
        assertThatThrownBy(() -> new Highlight(name, rank, start, end)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void highlights_otherDocument_isRefused() {
        assertThatThrownBy(() -> Highlight.read(Json.parse("{\"schema\":2}")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("schema 1");
    }

    @Test
    void prices_table_isByLinesAndRate() {
        var prices = new Prices(1000);
        var usual = new ClipPlanner(Sources.landscape1080(), Preset.Layout.AUTO).plan(inputs(saliency(true)))
                .orElseThrow();
        assertThat(usual.durationMs()).as("billed as ten seconds at least").isEqualTo(5_000);
        assertThat(prices.of(usual)).isEqualTo(new Cost(5_000, 2_500));
        assertThat(new Prices(2000).of(usual).micros()).isEqualTo(5_000);
        assertThat(new Prices(0).of(usual).micros()).isZero();
        var fast = new ClipPlanner(Sources.rate(new Ratio(60, 1), false), Preset.Layout.AUTO)
                .plan(inputs(saliency(true))).orElseThrow();
        assertThat(prices.of(fast).micros()).isEqualTo(5_000);
    }

    private static MediaInfo withRate(Ratio rate) {
        return new MediaInfo("mp4", 60_000, 1, Sources.rate(rate, false).video(), Sources.landscape720().audio());
    }

    private static ClipPlanner.Inputs inputs(Saliency saliency) {
        return new ClipPlanner.Inputs(H1, Optional.of(saliency), "acme/run/reels/1/", Optional.of("en"));
    }

    private static Saliency saliency(boolean right) {
        if (right) {
            return Saliency.of(List.of(with(plain(), 140, Color.WHITE), with(plain(), 142, Color.WHITE)));
        }
        var even = plain();
        for (int x = 0; x < even.getWidth(); x += 8) {
            for (int y = 0; y < even.getHeight(); y++) {
                even.setRGB(x, y, 0xffffffff);
            }
        }
        return Saliency.of(List.of(even));
    }

    private static BufferedImage plain() {
        var image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, 160, 90);
        graphics.dispose();
        return image;
    }

    private static BufferedImage with(BufferedImage image, int x, Color colour) {
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, 30, 16, 30);
        graphics.dispose();
        return image;
    }
}
