package io.crealia.local.cloud.mediaconvert.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void parse_wholeJob_isUnderstood() throws IOException {
        JobRequest job = JobParser.parse(job());

        assertThat(job.settings().input().rotate()).isEqualTo(JobInput.Rotate.AUTO);
        assertThat(job.settings().input().padVideo()).isTrue();
        assertThat(job.userMetadata()).containsEntry("token", "wfl_01.transcode.1");
        assertThat(job.settings().groups()).extracting(OutputGroup::eventType).containsExactly("CMAF_GROUP",
                "FILE_GROUP",
                "FILE_GROUP", "FILE_GROUP");
        Output video = job.settings().groups().getFirst().outputs().getFirst();
        assertThat(video.video().orElseThrow().codec()).isInstanceOfSatisfying(VideoCodec.H264.class, h264 -> {
            assertThat(h264.quality()).isEqualTo(7);
            assertThat(h264.maxBitrate()).isEqualTo(4_500_000);
            assertThat(h264.gopSeconds()).isEqualTo(2);
        });
    }

    /** Whatever is added anywhere in the job is refused, and the message says where. */
    @TestFactory
    Stream<DynamicTest> parse_unknownMemberAnywhere_isRefusedByPath() throws IOException {
        var places = new ArrayList<String>();
        collect(job(), "", places);
        assertThat(places).hasSizeGreaterThan(40);
        return places.stream().map(place -> DynamicTest.dynamicTest(place.isEmpty() ? "/" : place, () -> {
            ObjectNode job = job();
            ((ObjectNode) job.at(place)).put("surprise", 1);
            assertThatThrownBy(() -> JobParser.parse(job)).isInstanceOf(InvalidJobException.class)
                    .hasMessage(place + "/surprise: is not supported by the local MediaConvert");
        }));
    }

    private static void collect(JsonNode node, String path, List<String> places) {
        if (node.isObject() && !path.endsWith("userMetadata") && !path.endsWith("tags")
                && !path.endsWith("audioSelectors")
                && !path.endsWith("captionSelectors")) {
            places.add(path);
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getValue(), path + "/" + entry.getKey(), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), path + "/" + i, places);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/settings/outputGroups/0/outputGroupSettings/type | \"HLS_GROUP_SETTINGS\"",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/writeDashManifest | \"ENABLED\"",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/segmentLength | 0",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/fragmentLength | 4",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/destination | \"https://x/y\"",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/destination | \"s3://media/folder/\"",
            "/settings/outputGroups/0/outputs/0/nameModifier | \"_$dt$\"",
            "/settings/outputGroups/0/outputs/0/containerSettings/container | \"M3U8\"",
            "/settings/outputGroups/0/outputs/0/videoDescription/width | 1281",
            "/settings/outputGroups/0/outputs/0/videoDescription/width | 16",
            "/settings/outputGroups/0/outputs/0/videoDescription/scalingBehavior | \"SMART_CROP\"",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/codec | \"H_265\"",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/rateControlMode | \"CBR\"",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate | 999",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate | 1152000001",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate | \"1000\"",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/gopSize | 1.5",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/parNumerator | 4",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/qvbrSettings/qvbrQualityLevel | 11",
            "/settings/outputGroups/0/outputs/1/audioDescriptions/0/codecSettings/codec | \"AC3\"",
            "/settings/outputGroups/0/outputs/1/audioDescriptions/0/codecSettings/aacSettings/bitrate | 127999",
            "/settings/outputGroups/0/outputs/1/audioDescriptions/0/codecSettings/aacSettings/sampleRate | 48001",
            "/settings/outputGroups/0/outputs/1/audioDescriptions/0/audioNormalizationSettings/algorithmControl | \"MEASURE_ONLY\"",
            "/settings/outputGroups/0/outputs/1/audioDescriptions/0/audioNormalizationSettings/targetLkfs | 3",
            "/settings/outputGroups/0/outputs/2/captionDescriptions/0/destinationSettings/destinationType | \"IMSC\"",
            "/settings/outputGroups/2/outputs/0/videoDescription/codecSettings/frameCaptureSettings/quality | 101",
            "/settings/outputGroups/3/outputs/0/audioDescriptions/0/codecSettings/wavSettings/channels | 6",
            "/settings/inputs/0/fileInput | \"http://example.com/a.mp4\"",
            "/settings/inputs/0/timecodeSource | \"EMBEDDED\"",
            "/settings/inputs/0/videoSelector/rotate | \"DEGREES_45\"",
            "/settings/timecodeConfig/source | \"EMBEDDED\"",
            "/priority | 51", "/statusUpdateInterval | \"SECONDS_1\"", "/accelerationSettings/mode | \"ENABLED\"",
            "/role | \"\"",
            "/clientRequestToken | \"12345678901234567890123456789012345678901234567890123456789012345\"",
            "/userMetadata | {\"a\":\"<script>\"}"})
    void parse_valueNotSupported_isRefusedByPath(String path, String value) throws IOException {
        ObjectNode job = job();
        var pointer = JsonPointer.compile(path);
        assertThat(job.at(pointer).isMissingNode()).as("the sample has %s", path).isFalse();
        ((ObjectNode) job.at(pointer.head())).set(pointer.last().getMatchingProperty(), JSON.readTree(value));

        assertThatThrownBy(() -> JobParser.parse(job)).isInstanceOfSatisfying(InvalidJobException.class,
                refusal -> assertThat(refusal.path()).isEqualTo(path));
    }

    @ParameterizedTest
    @CsvSource({"/role", "/settings", "/settings/inputs", "/settings/inputs/0/fileInput",
            "/settings/inputs/0/timecodeSource",
            "/settings/outputGroups", "/settings/outputGroups/0/outputGroupSettings",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/destination",
            "/settings/outputGroups/0/outputGroupSettings/cmafGroupSettings/writeDashManifest",
            "/settings/outputGroups/0/outputs/0/containerSettings",
            "/settings/outputGroups/0/outputs/0/videoDescription/codecSettings/h264Settings/maxBitrate"})
    void parse_requiredSettingMissing_isRefusedByPath(String path) throws IOException {
        ObjectNode job = job();
        var pointer = JsonPointer.compile(path);
        ((ObjectNode) job.at(pointer.head())).remove(pointer.last().getMatchingProperty());

        assertThatThrownBy(() -> JobParser.parse(job)).isInstanceOfSatisfying(InvalidJobException.class,
                refusal -> assertThat(refusal.path()).isEqualTo(path));
    }

    @Test
    void parse_onlyFrameCapture_isRefused() throws IOException {
        ObjectNode job = job();
        var groups = (ArrayNode) job.at("/settings/outputGroups");
        groups.remove(3);
        groups.remove(1);
        groups.remove(0);

        assertThatThrownBy(() -> JobParser.parse(job)).hasMessageContaining("frame capture cannot be the only output");
    }

    @Test
    void parse_twoOutputsOfOneName_isRefused() throws IOException {
        ObjectNode job = job();
        ((ObjectNode) job.at("/settings/outputGroups/0/outputs/1")).put("nameModifier", "_720");

        assertThatThrownBy(() -> JobParser.parse(job))
                .hasMessageStartingWith("/settings/outputGroups/0/outputs/1/nameModifier");
    }

    @Test
    void parse_audioBesideVideoInCmaf_isRefused() throws IOException {
        ObjectNode job = job();
        ((ObjectNode) job.at("/settings/outputGroups/0/outputs/0")).set("audioDescriptions",
                job.at("/settings/outputGroups/0/outputs/1/audioDescriptions").deepCopy());

        assertThatThrownBy(() -> JobParser.parse(job)).hasMessageStartingWith("/settings/outputGroups/0/outputs/0: ");
    }

    private static ObjectNode job() throws IOException {
        return (ObjectNode) JSON.readTree(JobParserTest.class.getResourceAsStream("job.json"));
    }
}
