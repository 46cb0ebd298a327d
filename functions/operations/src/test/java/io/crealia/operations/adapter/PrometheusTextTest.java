package io.crealia.operations.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Series;
import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Totals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private static final String ROUTE = "GET /v1/uploads/{upload_id}";

    private static List<Point> points() {
        var points = new ArrayList<>(Totals.of(1, Map.of("crealia_http_requests_total|uploads-api|" + ROUTE + "|2xx",
                12L, "crealia_http_request_duration_seconds|uploads-api|0", 3L,
                "crealia_http_request_duration_seconds|uploads-api|4", 2L,
                "crealia_http_request_duration_seconds|uploads-api|sum", 250_000L,
                "crealia_transcoded_media_seconds_total", 1_500_000L, "nothing|of|ours", 5L)).points().values());
        points.add(Point.gauge(Metric.METRICS_SINCE, 1_790_000_000.25));
        return points;
    }

    private static String text() {
        return new String(PrometheusText.write(points()), StandardCharsets.UTF_8);
    }

    @Test
    void write_countersInTheirUnitAndBucketsAscendingAndComplete() {
        assertThat(text()).contains("# TYPE crealia_http_requests_total counter")
                .contains("crealia_http_requests_total{function=\"uploads-api\",route=\"" + ROUTE
                        + "\",status=\"2xx\"} 12.0")
                .contains("crealia_transcoded_media_seconds_total 1.5")
                .contains("crealia_http_request_duration_seconds_bucket{function=\"uploads-api\",le=\"+Inf\"} 5")
                .contains("crealia_http_request_duration_seconds_sum{function=\"uploads-api\"} 0.25")
                .contains("crealia_http_request_duration_seconds_count{function=\"uploads-api\"} 5")
                .doesNotContain("_created").doesNotContain("nothing");
        var bounds = text().lines().filter(line -> line.contains("_bucket{")).map(PrometheusText::sample)
                .flatMap(Optional::stream)
                .map(sample -> Double.parseDouble(sample.labels().get("le").replace("+Inf", "Infinity"))).toList();
        assertThat(bounds).isSorted().hasSize(Metric.HTTP_REQUEST_DURATION.bounds().length + 1);
    }

    @Test
    void read_ownText_showsTheSame() {
        var shown = PrometheusText.read(text(), Map.of());

        assertThat(shown.since()).contains(1_790_000_000_250L);
        assertThat(shown.counts()).containsOnly(
                Map.entry(new Series(Metric.HTTP_REQUESTS, List.of("uploads-api", ROUTE, "2xx")), 12.0),
                Map.entry(new Series(Metric.HTTP_REQUEST_DURATION, List.of("uploads-api")), 5.0),
                Map.entry(new Series(Metric.TRANSCODED_MEDIA, List.of()), 1.5));
    }

    @Test
    void read_otherGroupsAndJunk_areLeftOut() {
        var shown = PrometheusText.read("""
                # HELP crealia_uploads_started_total x
                crealia_uploads_started_total{instance="dev",job="crealia"} 7
                crealia_uploads_started_total{instance="prod",job="crealia"} 9
                crealia_uploads_completed_total{instance="dev",job="crealia"} seven
                crealia_uploads_bytes_total{instance="dev
                crealia_
                push_time_seconds{instance="dev",job="crealia"} 1.79e+09
                """, Map.of("job", "crealia", "instance", "dev"));

        assertThat(shown.counts()).containsOnly(Map.entry(new Series(Metric.UPLOADS_STARTED, List.of()), 7.0));
    }
}
