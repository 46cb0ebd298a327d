package io.crealia.transcoding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import io.crealia.contracts.Preset;
import io.crealia.transcoding.Pictures;
import io.crealia.transcoding.domain.ClipPlan;
import io.crealia.transcoding.domain.ClipPlanner;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.Highlight;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.Saliency;
import io.crealia.transcoding.port.ClipOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.domain.Ratio;
import io.crealia.transcoding.port.TranscodeOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered jobs, word for word. {@code -Dcrealia.golden=write} writes them anew, to be read before committing. */
final class MediaConvertJobRendererTest {
    private static final String RUN = RunId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y";
    private static final MediaConvertSettings SETTINGS = new MediaConvertSettings(
            "arn:aws:iam::111122223333:role/media-convert",
            "arn:aws:mediaconvert:eu-west-1:111122223333:queues/crealia-test", "crealia-test-media");

    static Stream<Arguments> inputs() {
        return Stream.of(Arguments.of("landscape", Sources.landscape1080(), List.of()),
                Arguments.of("portrait", Sources.portrait(90), List.of()),
                Arguments.of("silent", Sources.silent(), List.of()),
                Arguments.of("sound-only", Sources.soundOnly(), List.of()),
                Arguments.of("variable-frame-rate", Sources.rate(new Ratio(29, 1), true), List.of()),
                Arguments.of("hlg", Sources.hdr(MediaInfo.Transfer.HLG), List.of()),
                Arguments.of("interlaced", Sources.interlaced(), List.of()),
                Arguments.of("tiny", Sources.of(Sources.video(100, 100), 400), List.of()),
                Arguments.of("captions", Sources.landscape720(),
                        List.of(new EncodePlan.Caption("en", "acme/asset/captions/en.vtt"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void render_eachKindOfInput_isTheGoldenJob(String name, MediaInfo info, List<EncodePlan.Caption> captions)
            throws IOException {
        var golden = Path.of("src/test/resources/golden/" + name + ".json");
        var rendered = render(info, captions);
        if ("write".equals(System.getProperty("crealia.golden"))) {
            Files.writeString(golden, rendered.toPrettyString() + "\n");
        }
        assertThat(rendered.toPrettyString() + "\n").isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void render_eachKindOfInput_isWithinTheServicesRanges(String name, MediaInfo info,
            List<EncodePlan.Caption> captions) {
        var faults = new ArrayList<String>();
        walk("", render(info, captions), (path, value) -> {
            var range = RANGES.get(path.substring(path.lastIndexOf('/') + 1));
            if (value.isNumber() && range == null) {
                faults.add(path + " has no known range");
            } else if (range != null && (value.doubleValue() < range[0] || value.doubleValue() > range[1])) {
                faults.add(path + " = " + value);
            }
            if (value.isTextual() && value.textValue().startsWith("UNKNOWN_TO_SDK_VERSION")) {
                faults.add(path + " is unknown to the SDK");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void render_identity_carriesOnlyOurIds() {
        var job = render(Sources.landscape720(), List.of());
        assertThat(job.path("clientRequestToken").asText()).isEqualTo(RUN + ".transcode.1")
                .hasSizeLessThanOrEqualTo(64);
        assertThat(job.path("userMetadata").properties()).extracting(Map.Entry::getKey).containsExactly("token",
                "assetId", "runId", "correlationId");
    }

    @Test
    void render_correlationOutsideTheServicesAlphabet_isLeftOut() {
        var job = render(Sources.landscape720(), List.of(), "väs<script>");
        assertThat(job.path("userMetadata").has("correlationId")).isFalse();
    }

    static Stream<ClipPlan> clips() {
        return Stream.of(clip(Sources.uhd(), Preset.Layout.TRACK, true),
                clip(Sources.uhd(), Preset.Layout.FIT_BLUR, true),
                clip(Sources.silent(), Preset.Layout.AUTO, false),
                clip(Sources.hdr(MediaInfo.Transfer.HLG), Preset.Layout.AUTO, true),
                clip(Sources.interlaced(), Preset.Layout.AUTO, true),
                clip(Sources.portrait(90), Preset.Layout.AUTO, true));
    }

    @ParameterizedTest
    @MethodSource("clips")
    void render_clip_isWithinTheServicesRanges(ClipPlan plan) {
        var faults = new ArrayList<String>();
        walk("", render(plan), (path, value) -> {
            var range = RANGES.get(path.substring(path.lastIndexOf('/') + 1));
            if (value.isNumber() && range == null) {
                faults.add(path + " has no known range");
            } else if (range != null && (value.doubleValue() < range[0] || value.doubleValue() > range[1])) {
                faults.add(path + " = " + value);
            }
            if (value.isTextual() && value.textValue().startsWith("UNKNOWN_TO_SDK_VERSION")) {
                faults.add(path + " is unknown to the SDK");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void render_clip_saysWhatAReelIs() {
        var job = render(clip(Sources.uhd(), Preset.Layout.TRACK, true));
        assertThat(job.path("clientRequestToken").asText()).isEqualTo(RUN + ".reels.1.h1").hasSizeLessThanOrEqualTo(64);
        assertThat(job.path("userMetadata").path("token").asText()).isEqualTo(RUN + ".reels.1");
        assertThat(job.path("userMetadata").path("part").asText()).isEqualTo("h1");
        assertThat(job.at("/accelerationSettings/mode").asText()).isEqualTo("DISABLED");
        assertThat(job.at("/settings/inputs/0/inputClippings/0/startTimecode").asText()).isEqualTo("00:00:01:00");
        assertThat(job.at("/settings/inputs/0/inputClippings/0/endTimecode").asText()).isEqualTo("00:00:04:29");
        var output = job.at("/settings/outputGroups/0/outputs/0");
        var h264 = output.at("/videoDescription/codecSettings/h264Settings");
        assertThat(h264.path("codecProfile").asText()).isEqualTo("HIGH");
        assertThat(h264.path("gopSize").asDouble()).isEqualTo(1.0);
        assertThat(h264.path("numberBFramesBetweenReferenceFrames").asInt()).isEqualTo(2);
        assertThat(h264.path("maxBitrate").asInt()).isEqualTo(10_000_000);
        assertThat(output.at("/containerSettings/mp4Settings/moovPlacement").asText())
                .isEqualTo("PROGRESSIVE_DOWNLOAD");
        assertThat(output.at("/containerSettings/mp4Settings/cttsVersion").asInt()).isEqualTo(1);
        var loudness = output.at("/audioDescriptions/0/audioNormalizationSettings");
        assertThat(loudness.path("targetLkfs").asDouble()).isEqualTo(-14);
        assertThat(loudness.path("truePeakLimiterThreshold").asDouble()).isEqualTo(-1);
        var style = output.at("/captionDescriptions/0/destinationSettings/burninDestinationSettings");
        assertThat(style.path("alignment").asText()).isEqualTo("CENTERED");
        assertThat(style.path("yPosition").asInt()).isBetween(269, 1248);
        assertThat(job.at("/settings/outputGroups/0/outputGroupSettings/fileGroupSettings/destination").asText())
                .isEqualTo("s3://crealia-test-media/acme/run/reels/1/h1");
    }

    @Test
    void render_fitBlur_laysTheBackdropOverPadding() {
        var video = render(clip(Sources.uhd(), Preset.Layout.FIT_BLUR, false))
                .at("/settings/outputGroups/0/outputs/0/videoDescription");
        assertThat(video.path("scalingBehavior").asText()).isEqualTo("DEFAULT");
        var image = video.at("/videoPreprocessors/imageInserter/insertableImages/0");
        assertThat(image.path("imageInserterInput").asText())
                .isEqualTo("s3://crealia-test-media/acme/run/reels/1/h1-backdrop.png");
        assertThat(image.path("opacity").asInt()).as("half by default").isEqualTo(100);
    }

    /** Our job has the shape of the one that was checked against the service's model: no setting that it does not have. */
    @Test
    void render_clip_hasTheShapeOfTheReferenceJob() throws IOException {
        var reference = Path.of(System.getProperty("crealia.root"), "..", "shared", "mediaconvert",
                "mediaconvert-reel.json");
        Assumptions.assumeTrue(Files.exists(reference), "the reference job is not at hand");
        var wanted = new TreeSet<String>();
        walk("", Json.parse(Files.readString(reference)), (path, value) -> {
            if (value.isValueNode()) {
                wanted.add(path.replaceAll("/\\d+", "/*").toLowerCase(Locale.ROOT));
            }
        });
        var ours = new TreeSet<String>();
        walk("", render(clip(Sources.uhd(), Preset.Layout.TRACK, true)), (path, value) -> {
            if (value.isValueNode()) {
                ours.add(path.replaceAll("/\\d+", "/*").toLowerCase(Locale.ROOT));
            }
        });
        wanted.removeIf(path -> path.contains("c2pa") || path.contains("certificate") || path.contains("signingkms")
                || path.startsWith("/usermetadata") || path.startsWith("/tags") || path.equals("/priority")
                || path.endsWith("/hdrtosdrtonemapper") || path.endsWith("/languagecode"));
        assertThat(ours).containsAll(wanted);
    }

    /** From the service's API model, by the setting's name. */
    private static final Map<String, double[]> RANGES = Map.ofEntries(range("width", 32, 8192),
            range("height", 32, 8192), range("sharpness", 0, 100), range("maxBitrate", 1000, 1_152_000_000),
            range("qvbrQualityLevel", 1, 10), range("gopSize", 0.1, 100), range("gopClosedCadence", 0, 100),
            range("framerateNumerator", 1, Integer.MAX_VALUE), range("framerateDenominator", 1, Integer.MAX_VALUE),
            range("parNumerator", 1, Integer.MAX_VALUE), range("parDenominator", 1, Integer.MAX_VALUE),
            range("maxCaptures", 1, 10_000_000), range("quality", 1, 100), range("bitrate", 6000, 1_024_000),
            range("sampleRate", 8000, 192_000), range("targetLkfs", -59, 0),
            range("truePeakLimiterThreshold", -8, 0), range("bitDepth", 16, 24), range("channels", 0, 64),
            range("imageX", 0, 8192), range("imageY", 0, 8192), range("layer", 0, 99), range("opacity", 0, 100),
            range("x", 0, 8192), range("y", 0, 8192), range("cttsVersion", 0, 1), range("timeDelta", -86400, 86400),
            range("fontSize", 0, 96), range("fontOpacity", 0, 255), range("outlineSize", 0, 10),
            range("backgroundOpacity", 0, 255), range("shadowOpacity", 0, 255), range("shadowXOffset", -8192, 8192),
            range("shadowYOffset", -8192, 8192), range("yPosition", 0, 8192),
            range("numberBFramesBetweenReferenceFrames", 0, 7), range("segmentLength", 1, 3600),
            range("fragmentLength", 1, 3600));

    private static Map.Entry<String, double[]> range(String name, double min, double max) {
        return Map.entry(name, new double[]{min, max});
    }

    private static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties().forEach(entry -> walk(path + "/" + entry.getKey(), entry.getValue(), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(path + "/" + i, node.get(i), visitor);
        }
    }

    private static ClipPlan clip(MediaInfo info, Preset.Layout layout, boolean captions) {
        var picture = Saliency.of(List.of(Pictures.busy(160, 90, 7)));
        return new ClipPlanner(info, layout).plan(new ClipPlanner.Inputs(new Highlight("h1", 1, 1000, 5000),
                Optional.of(picture), "acme/run/reels/1/", captions ? Optional.of("en") : Optional.empty()))
                .orElseThrow();
    }

    private static JsonNode render(ClipPlan plan) {
        var order = new ClipOrder(new JobKey(StepToken.parse(RUN + ".reels.1"), plan.name()),
                new AssetId(AssetId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y"), "correlation-1",
                "acme/asset/source/original", plan);
        return Json.parse(Json.text(SdkJson.of(new MediaConvertJobRenderer(SETTINGS).render(order))));
    }

    private static JsonNode render(MediaInfo info, List<EncodePlan.Caption> captions) {
        return render(info, captions, "correlation-1");
    }

    private static JsonNode render(MediaInfo info, List<EncodePlan.Caption> captions, String correlationId) {
        var plan = new Planner(EncodePolicy.of(Duration.ofHours(4), 8192L * 4320)).plan(info, captions);
        var order = new TranscodeOrder(StepToken.parse(RUN + ".transcode.1"),
                new AssetId(AssetId.PREFIX + "01J9ZQ4M5N6P7R8S9T0V1W2X3Y"), correlationId, "acme/asset/source/original",
                new OutputLayout("acme/asset/run/transcode/1/"), plan);
        // Through text, so that numbers compare as they are written.
        return Json.parse(Json.text(SdkJson.of(new MediaConvertJobRenderer(SETTINGS).render(order))));
    }
}
