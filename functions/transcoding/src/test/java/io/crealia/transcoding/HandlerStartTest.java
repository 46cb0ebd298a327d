package io.crealia.transcoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandlerStartTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID",
            "key", "AWS_SECRET_ACCESS_KEY", "secret", "CREALIA_MONGO_URI", "mongodb://127.0.0.1:1",
            "CREALIA_MEDIA_BUCKET", "media", "CREALIA_FACTS_QUEUE_URL", "http://127.0.0.1:1/facts",
            "CREALIA_TRANSCODING_ROLE_ARN", "arn:aws:iam::000000000000:role/media-convert",
            "CREALIA_TRANSCODING_QUEUE_ARN", "arn:aws:mediaconvert:eu-central-1:000000000000:queues/Default");

    @Test
    void start_underSnapStart_rehearsesWithoutAnyServer() throws IOException {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        assertThat(empty(new TranscodingOnStepHandler(environment)::handleRequest))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(empty(new TranscodingOnJobStateHandler(environment)::handleRequest))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"CREALIA_TRANSCODING_QUEUE_ARN,Default", "CREALIA_TRANSCODING_PRICE_PERMILLE,1000001",
            "CREALIA_TRANSCODING_PRICE_PERMILLE,-1", "CREALIA_TRANSCODING_MAX_DURATION,4 hours",
            "CREALIA_TRANSCODING_ADOPT_AFTER,PT0S",
            "CREALIA_TRANSCODING_MAX_PIXELS,0", "CREALIA_MEDIA_BUCKET,''", "CREALIA_TRANSCODING_ROLE_ARN,''"})
    void config_malformed_namesTheVariable(String variable, String value) {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put(variable, value);
        assertThatThrownBy(() -> TranscodingConfig.of(new Environment(environment)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(variable);
    }

    private interface Handler {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out, TestContext context) throws IOException;
    }

    private static String empty(Handler handler) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handle(new ByteArrayInputStream("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8)), out,
                new TestContext("test"));
        return out.toString(StandardCharsets.UTF_8);
    }
}
