package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.observability.MetricCatalogue;
import io.crealia.local.observability.MetricCatalogue.Metric;
import io.crealia.local.observability.query.Sample;
import io.crealia.local.observability.query.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTableTest {
    private static Series series(String name, String label, double value) {
        return new Series(Map.of("__name__", name, "l", label), List.of(new Sample(1_764_331_200, value)));
    }

    @Test
    void lines_everyMetricOfTheCatalogue_withWhatIsSeenOrNot() {
        var sections = new LinkedHashMap<String, List<Metric>>();
        sections.put("Performance", List.of(new Metric("crealia_a_total", "counter"),
                new Metric("crealia_b_seconds", "histogram")));
        sections.put("Security", List.of(new Metric("crealia_c_total", "counter"),
                new Metric("crealia_d_timestamp_seconds", "gauge")));
        var catalogue = new MetricCatalogue(sections);
        var table = new MetricsTable(List.of(series("crealia_a_total", "x", 2), series("crealia_a_total", "y", 3),
                series("crealia_b_seconds_count", "x", 4), series("crealia_b_seconds_sum", "x", 1),
                series("crealia_b_seconds_bucket", "x", 4), series("crealia_d_timestamp_seconds", "x", 1_764_331_200)));

        assertThat(table.lines(catalogue)).extracting(line -> line.replaceAll(" +", " ").strip()).containsExactly("",
                "Performance series value", "crealia_a_total 2 5", "crealia_b_seconds 1 4 observed, mean 250 ms", "",
                "Security series value", "crealia_c_total 0 not yet",
                "crealia_d_timestamp_seconds 1 2025-11-28T12:00:00Z");
        assertThat(table.summary(catalogue)).isEqualTo("metrics   3 of 4 are in Prometheus");
    }
}
