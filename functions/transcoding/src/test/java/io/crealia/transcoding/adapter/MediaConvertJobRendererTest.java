package io.crealia.transcoding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.EncodePlan;
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

    /** From the service's API model, by the setting's name. */
    private static final Map<String, double[]> RANGES = Map.ofEntries(range("width", 32, 8192),
            range("height", 32, 8192), range("sharpness", 0, 100), range("maxBitrate", 1000, 1_152_000_000),
            range("qvbrQualityLevel", 1, 10), range("gopSize", 0.1, 100), range("gopClosedCadence", 0, 100),
            range("framerateNumerator", 1, Integer.MAX_VALUE), range("framerateDenominator", 1, Integer.MAX_VALUE),
            range("parNumerator", 1, Integer.MAX_VALUE), range("parDenominator", 1, Integer.MAX_VALUE),
            range("maxCaptures", 1, 10_000_000), range("quality", 1, 100), range("bitrate", 6000, 1_024_000),
            range("sampleRate", 8000, 192_000), range("targetLkfs", -59, 0),
            range("truePeakLimiterThreshold", -8, 0), range("bitDepth", 16, 24), range("channels", 0, 64),
            range("segmentLength", 1, 3600), range("fragmentLength", 1, 3600));

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
