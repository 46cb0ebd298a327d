package io.crealia.security.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.mediaconvert.spec.InvalidJobException;
import io.crealia.local.cloud.mediaconvert.spec.JobParser;
import io.crealia.platform.error.Problem;
import io.crealia.platform.json.Fields;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.UnknownFactException;
import io.crealia.uploads.adapter.ObjectCreatedEvents;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is read as JSON: request bodies, facts, S3's notifications, jobs of the local MediaConvert. */
class JsonFuzzTest {

    @FuzzTest
    void json_anyBytes_isOneValueThatCanBeWritten(byte[] data) {
        parsed(data).ifPresent(value -> {
            var text = Json.text(value);
            assertThat(Json.text(Json.parse(text))).isEqualTo(text);
        });
    }

    @FuzzTest
    void fields_anyBody_areReadOrAProblem(byte[] data) {
        parsed(data).ifPresent(value -> {
            var fields = Fields.of(value);
            try {
                var name = fields.text("filename", 1, 255);
                fields.optionalLines("script", 1, 100);
                fields.optionalMatching("language", Pattern.compile("[a-z]{2}"), "two letters");
                fields.optionalNumber("size_bytes", 1, 1L << 40);
                fields.check();
                assertThat(name).hasSizeBetween(1, 255).doesNotContainPattern("\\p{Cntrl}");
            } catch (Problem refused) {
                assertThat(refused.code().status()).isEqualTo(422);
            }
        });
    }

    @FuzzTest
    void fact_anyText_isOfThisVersionOrUnknown(byte[] data) {
        try {
            var fact = FactCodec.decode(new String(data, UTF_8));
            assertThat(FactCodec.decode(FactCodec.encode(fact))).isEqualTo(fact);
        } catch (UnknownFactException _) {
            // So it ends among the dead letters.
        }
    }

    @FuzzTest
    void objectCreated_anyMessage_hasKeysOrFaults(byte[] data) {
        var notification = new ObjectCreatedEvents("incoming").read(new String(data, UTF_8));

        assertThat(notification.created()).allSatisfy(key -> assertThat(key.tenant().value()).doesNotContain("/"));
    }

    @FuzzTest
    void job_anyBody_isSupportedOrRefusedByPath(byte[] data) {
        parsed(data).ifPresent(body -> {
            try {
                assertThat(JobParser.parse(body).settings().groups()).isNotEmpty();
            } catch (InvalidJobException refused) {
                assertThat(refused.getMessage()).startsWith(refused.path());
            }
        });
    }

    private static Optional<JsonNode> parsed(byte[] data) {
        try {
            return Optional.of(Json.parse(data));
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }
}
