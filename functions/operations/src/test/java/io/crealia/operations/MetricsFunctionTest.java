package io.crealia.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function {@code metrics-exporter} with the payload of {@code events/metrics-exporter}. */
class MetricsFunctionTest {
    private static final Path PAYLOAD = Path.of(System.getProperty("crealia.root"),
            "events/metrics-exporter/schedule.json");
    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID",
            "none", "AWS_SECRET_ACCESS_KEY", "none", "CREALIA_MONGO_URI", "mongodb://127.0.0.1:9",
            "CREALIA_REDIS_URI", "redis://127.0.0.1:9", "CREALIA_METRICS_QUEUE_URL",
            "https://sqs.eu-central-1.amazonaws.com/123456789012/crealia-dev-workflow-facts");

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put(name, value);
        return environment;
    }

    private static String tick(Map<String, String> environment) throws IOException {
        var out = new ByteArrayOutputStream();
        new MetricsExporterHandler(environment).handleRequest(new ByteArrayInputStream(Files.readAllBytes(PAYLOAD)),
                out, new TestContext("crealia-dev-metrics-exporter"));
        return Json.parse(out.toByteArray()).path("state").asText();
    }

    @Test
    void handle_withoutPushgateway_doesNothing() throws IOException {
        assertThat(tick(ENVIRONMENT)).isEqualTo("not_configured");
    }

    @Test
    void handle_nobodyAnswers_isNoFailure() throws IOException {
        assertThat(tick(with("CREALIA_METRICS_PUSHGATEWAY", "http://127.0.0.1:9"))).isEqualTo("unreachable");
    }

    @Test
    void config_queueAndStage_areReadFromTheKnownQueue() {
        var config = MetricsConfig.of(new Environment(with("CREALIA_METRICS_PUSHGATEWAY", "https://push.example/x")));

        assertThat(config).isEqualTo(new MetricsConfig(Optional.of(URI.create("https://push.example/x")),
                "https://sqs.eu-central-1.amazonaws.com/123456789012/crealia-dev-", "dev"));
    }

    @ParameterizedTest
    @CsvSource({"CREALIA_METRICS_PUSHGATEWAY,ftp://push.example", "CREALIA_METRICS_PUSHGATEWAY,http:/nothing",
            "CREALIA_METRICS_PUSHGATEWAY,push.example:9091", "CREALIA_METRICS_QUEUE_URL,https://sqs/1/other",
            "CREALIA_METRICS_QUEUE_URL,https://sqs/1/crealia-dev-asset-facts"})
    void config_malformed_namesTheVariable(String name, String value) {
        assertThatThrownBy(() -> MetricsConfig.of(new Environment(with(name, value))))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(name);
    }
}
