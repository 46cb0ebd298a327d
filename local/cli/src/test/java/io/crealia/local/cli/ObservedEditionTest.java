package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.observability.MissingProgramException;
import io.crealia.local.observability.ObservabilityStack;
import io.crealia.local.observability.Programs;
import io.crealia.local.observability.SearchPath;
import io.crealia.local.observability.query.Prometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edition with the real Prometheus, Pushgateway and Alertmanager, where they are installed. */
class ObservedEditionTest {
    @TempDir
    Path home;

    @Test
    void start_observed_functionsPushAndPrometheusKnows() {
        try {
            Programs.find(SearchPath.ofEnvironment());
        } catch (MissingProgramException e) {
            Assumptions.abort(e.getMessage());
        }
        var settings = new EditionSettings(Options.root(), home, 0, Map.of()).observed(Optional.empty());
        try (var edition = LocalEdition.start(settings);
                var prometheus = new Prometheus(edition.observability().orElseThrow().prometheus())) {
            assertThat(edition.status()).anyMatch(line -> line.startsWith("prometheus"))
                    .anyMatch(line -> line.startsWith("pushgateway"))
                    .anyMatch(line -> line.startsWith("alertmanager"));
            await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.now("up == 1").size() == 3);
            Assumptions.assumeTrue(edition.runtime().template().functions().stream()
                    .anyMatch(function -> function.name().equals(LocalEdition.METRICS_EXPORTER)),
                    "the template has no metrics-exporter");
            var token = DeveloperToken.issue(settings, edition.issuer());
            new ApiClient(edition.api(), () -> token).get("/v1/assets");
            await("an answer counted").atMost(Duration.ofSeconds(120)).until(() -> prometheus
                    .now("crealia_http_requests_total{instance=\"local\",function=\"assets-api\",status=\"2xx\"} > 0")
                    .size() == 1);
        }
        assertThat(ObservabilityStack.prometheusOf(settings.observabilityData())).isEmpty();
    }
}
