package io.crealia.transcoding.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.local.cloud.Service;
import io.crealia.transcoding.Clip;
import io.crealia.transcoding.domain.HlsMaster;
import io.crealia.transcoding.domain.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real clips through probe, encode, stills and verification, with the functions' own payloads. */
final class PipelineTest {
    @TempDir
    private static Path directory;
    private static LocalPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = new LocalPipeline(directory.resolve("cloud"), Service.S3, Service.SQS, Service.MONGO,
                Service.MEDIACONVERT);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @BeforeEach
    void newAsset() {
        pipeline.newAsset();
    }

    static Stream<Arguments> clips() {
        return Stream.of(clip("landscape", clip -> clip.landscape("640x360", 3), "640x360 416x234"),
                clip("portrait", clip -> clip.rotated("640x360", 1), "360x640 234x416"),
                clip("variable frame rate", clip -> clip.variableFrameRate("416x234", 2), "416x234"),
                clip("hlg", clip -> clip.hlg("416x234", 1), "416x234"),
                clip("interlaced, anamorphic", clip -> clip.interlaced(1), "768x576 720x540 576x432 312x234"),
                clip("sound only", clip -> clip.soundOnly(2), ""),
                clip("odd size", clip -> clip.webm("321x241", 1), "320x240 312x234"),
                clip("0.4 s", clip -> clip.landscape("128x96", 0.4), "128x96"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void steps_realClip_endVerified(String name, Function<Clip, byte[]> make, String rungs) {
        var clip = make.apply(Clip.in(directory));
        pipeline.source(clip);
        for (var step : List.of("probe", "transcode", "stills", "verify")) {
            assertThat(pipeline.step(step, clip.length)).isEmpty();
            var facts = pipeline.factsUntil(PipelineTest::outcome);
            assertThat(facts.getLast()).as("%s: %s", step, facts).isInstanceOf(Fact.StepSucceeded.class);
        }
        var report = pipeline.result("verify");
        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        var text = new String(
                pipeline.store().get(pipeline.run() + "transcode/1/hls/index.m3u8", 100_000).orElseThrow(),
                StandardCharsets.UTF_8);
        assertThat(String.join(" ", HlsMaster.parse(text).variants().stream()
                .flatMap(variant -> variant.resolution().stream()).map(Size::toString).toList())).isEqualTo(rungs);
    }

    @Test
    void probe_text_isRejected() {
        pipeline.source("Once upon a time ".repeat(99).getBytes(StandardCharsets.UTF_8));
        pipeline.step("probe", 1683);
        assertThat(pipeline.factsUntil(PipelineTest::outcome)).singleElement()
                .isInstanceOfSatisfying(Fact.StepFailed.class,
                        failed -> assertThat(failed.code()).isEqualTo("media.unreadable"));
    }

    @Test
    void cancel_running_endsInSilence() {
        var clip = Clip.in(directory).landscape("1280x720", 20);
        pipeline.source(clip);
        pipeline.step("probe", clip.length);
        pipeline.factsUntil(PipelineTest::outcome);
        pipeline.step("transcode", clip.length);
        pipeline.factsUntil(Fact.StepProgressed.class::isInstance);
        assertThat(pipeline.step("cancel", clip.length)).isEmpty();
        assertThat(pipeline.step("transcode", clip.length)).isEmpty();
        assertThat(pipeline.facts()).noneMatch(PipelineTest::outcome);
    }

    private static boolean outcome(Fact fact) {
        return fact instanceof Fact.StepSucceeded || fact instanceof Fact.StepFailed;
    }

    private static Arguments clip(String name, Function<Clip, byte[]> make, String rungs) {
        return Arguments.of(name, make, rungs);
    }
}
