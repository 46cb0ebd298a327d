package io.crealia.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CardinalityTest {
    private static final int TIMES = 100_000;

    @Test
    void count_randomTenantsRoutesMethodsAndJunk_areOneSeries() {
        var random = new Random(20260301);
        var samples = new Samples();
        for (var i = 0; i < TIMES; i++) {
            var tenant = "tnt_" + Long.toHexString(random.nextLong());
            Metrics.add(samples, Metric.HTTP_REQUESTS, 1, tenant, "M" + random.nextInt() + " /v1/" + tenant,
                    random.nextInt() + "xx");
            Metrics.add(samples, Metric.REQUESTS_REFUSED, 1, tenant + "|\n\"{}" + random.nextLong());
            Metrics.observe(samples, Metric.HTTP_REQUEST_DURATION, java.time.Duration.ofMillis(10), tenant);
        }

        var batch = samples.take("one", 1, "");

        assertThat(batch.deltas()).containsOnlyKeys("crealia_http_requests_total|other|other|other",
                "crealia_requests_refused_total|other", "crealia_http_request_duration_seconds|other|1",
                "crealia_http_request_duration_seconds|other|sum");
        assertThat(batch.deltas().get("crealia_http_requests_total|other|other|other")).isEqualTo(TIMES);
    }

    @Test
    void add_moreThanFits_isCountedAsGivenUp() {
        var samples = new Samples();
        for (var i = 0; i < Samples.MOST + 5; i++) {
            samples.add("total" + i, 1);
        }

        assertThat(samples.take("one", 1, "").deltas()).hasSize(Samples.MOST + 1)
                .containsEntry("crealia_metrics_dropped_total", 5L);
    }

    @Test
    void add_wrongNumberOfLabels_failsNothingAndIsCounted() {
        var samples = new Samples();
        Metrics.add(samples, Metric.HTTP_REQUESTS, 1, "uploads-api");

        assertThat(samples.take("one", 1, "").deltas()).containsOnlyKeys("crealia_metrics_dropped_total");
    }

    @Test
    void parse_ownTexts_areTheSame() {
        for (var metric : Metric.all()) {
            var values = metric.labels().stream().map(label -> label.values().iterator().next()).toList();
            var series = new Series(metric, values);
            var histogram = metric.type() == Metric.Type.HISTOGRAM;
            assertThat(Series.parse(histogram ? series.part("3") : series.text()))
                    .contains(new Series.Total(series, histogram ? "3" : ""));
        }
    }

    @Test
    void parse_junk_isNothing() {
        for (var text : new String[]{"", "|", "since", "crealia_http_requests_total", "x|y",
                "crealia_http_requests_total|a|b|c", "crealia_auth_refusals_total|no_token|x",
                "crealia_http_request_duration_seconds|uploads-api"}) {
            assertThat(Series.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void bounds_ascendAndKeepAP95WithinFiftyMilliseconds() {
        for (var metric : Metric.all()) {
            assertThat(metric.bounds()).isSorted().doesNotHaveDuplicates();
        }
        var before = 0L;
        for (var bound : Metric.HTTP_REQUEST_DURATION.bounds()) {
            if (bound <= 500_000) {
                assertThat(bound - before).isLessThanOrEqualTo(50_000);
            } else if (bound <= 1_000_000) {
                assertThat(bound - before).isLessThanOrEqualTo(100_000);
            }
            before = bound;
        }
    }
}
