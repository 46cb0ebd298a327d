package io.crealia.operations.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.operations.adapter.Pushgateway;
import io.crealia.operations.usecase.PushMetrics.Result;
import io.crealia.platform.lambda.Outlets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ground truth with the real Prometheus and Pushgateway. A minute of the exporter lasts as long as a scrape takes. */
class PrometheusTruthTest {
    private static final int MINUTES = 30;
    private static final String PUSHED = "crealia_metrics_exporter_last_push_timestamp_seconds";
    @TempDir
    private Path folder;

    @Test
    void prometheus_seesWhatHappened_andANaivePushDoesNot() throws IOException {
        assumeTrue(Prometheus.program("prometheus").isPresent(), "the program prometheus is not on the PATH");
        assumeTrue(Prometheus.program("prometheus-pushgateway").isPresent(),
                "the program prometheus-pushgateway is not on the PATH");
        try (var redis = new Redis(folder.resolve("redis")); var prometheus = new Prometheus(folder)) {
            var traffic = new Traffic(20260301, Outlets.redis(redis.connection));
            var exporter = redis.exporter(new Pushgateway(prometheus.pushgateway, "dev"));
            var pushed = new HashSet<String>();
            for (var minute = 0; minute < MINUTES + 3; minute++) {
                if (minute < MINUTES) {
                    traffic.minute(minute);
                    pushNaively(prometheus, traffic, pushed);
                }
                if (minute == 12) {
                    exporter = redis.exporter(new Pushgateway(prometheus.pushgateway, "dev"));
                }
                var before = prometheus.query(PUSHED, 0);
                assertThat(exporter.execute()).isInstanceOf(Result.Pushed.class);
                Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(100))
                        .until(() -> !prometheus.query(PUSHED, 0).equals(before));
            }
            compare(prometheus, traffic);
        }
    }

    private static void pushNaively(Prometheus prometheus, Traffic traffic, Set<String> pushed) throws IOException {
        for (var environment : traffic.all.values()) {
            if (environment.answered > 0 && pushed.add(environment.id + environment.answered)) {
                prometheus.pushNaively(environment.id, """
                        # TYPE naive_requests_total counter
                        naive_requests_total{function="%1$s"} %2$d
                        # TYPE naive_errors_total counter
                        naive_errors_total{function="%1$s"} %3$d
                        """.formatted(environment.function, environment.answered, environment.errors));
            }
        }
    }

    // At the time of the last scrape, so that nothing is extrapolated beyond it.
    private static void compare(Prometheus prometheus, Traffic traffic) {
        var at = prometheus.query("timestamp(" + PUSHED + ")", 0).orElseThrow();
        for (var function : Traffic.FUNCTIONS) {
            var truth = traffic.truth(function);
            var of = "{function=\"" + function + "\"}[10m]))";
            var requests = prometheus.query("sum(increase(crealia_http_requests_total" + of, at).orElseThrow()
                    / truth.seconds.size();
            var errors = prometheus
                    .query("sum(increase(crealia_http_requests_total{status=\"5xx\",function=\"" + function
                            + "\"}[10m]))", at)
                    .orElse(0);
            var p95 = prometheus.query("histogram_quantile(0.95, sum by (le) (increase("
                    + "crealia_http_request_duration_seconds_bucket" + of + ")", at).orElseThrow();
            System.out.printf(
                    "%-13s %5d requests: Prometheus sees %.1f %%, naive %.1f %%; %3d errors: sees %.2f, naive %.2f;"
                            + " P95 %.0f ms, sees %.0f ms%n",
                    function, truth.seconds.size(), 100 * requests,
                    100 * prometheus.query("sum(increase(naive_requests_total" + of, at).orElse(0)
                            / truth.seconds.size(),
                    truth.errors, errors, prometheus.query("sum(increase(naive_errors_total" + of, at).orElse(0),
                    1000 * truth.p95(), 1000 * p95);
            assertThat(requests).as("requests of " + function).isBetween(0.98, 1.02);
            assertThat(errors).as("errors of " + function).isCloseTo(truth.errors, within(0.02 * truth.errors + 1e-6));
            assertThat(p95).as("P95 of " + function).isCloseTo(truth.p95(), within(0.05));
        }
    }
}
