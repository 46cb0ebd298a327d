package io.crealia.local.cli;

import io.crealia.local.observability.MetricCatalogue;
import io.crealia.local.observability.MetricCatalogue.Metric;
import io.crealia.local.observability.dashboard.Unit;
import io.crealia.local.observability.query.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Prometheus knows of each metric of the catalogue, a line each, under the catalogue's headings. */
final class MetricsTable {
    private static final String NAME = "__name__";

    private final Map<String, List<Series>> byName = new HashMap<>();

    /** @param newest the newest sample of every series whose name begins with {@code crealia_} */
    MetricsTable(Collection<Series> newest) {
        newest.forEach(series -> byName.computeIfAbsent(series.labels().get(NAME), _ -> new ArrayList<>()).add(series));
    }

    List<String> lines(MetricCatalogue catalogue) {
        var lines = new ArrayList<String>();
        catalogue.sections().forEach((section, metrics) -> {
            lines.add("");
            lines.add(String.format(Locale.ROOT, "%-54s %6s  %s", section, "series", "value"));
            metrics.forEach(metric -> lines.add(line(metric)));
        });
        return lines;
    }

    /** How many metrics have a series, of how many. */
    String summary(MetricCatalogue catalogue) {
        var all = catalogue.sections().values().stream().flatMap(List::stream).toList();
        var seen = all.stream().filter(metric -> !of(metric, metric.histogram() ? "_count" : "").isEmpty()).count();
        return "metrics   " + seen + " of " + all.size() + " are in Prometheus";
    }

    private String line(Metric metric) {
        var series = of(metric, metric.histogram() ? "_count" : "");
        var value = series.isEmpty()
                ? "not yet"
                : metric.histogram() ? observed(metric, series) : value(metric, series);
        return String.format(Locale.ROOT, "  %-52s %6d  %s", metric.name(), series.size(), value);
    }

    private String observed(Metric metric, List<Series> counts) {
        var count = sum(counts);
        return Unit.COUNT.show(count) + (count > 0
                ? " observed, mean " + Unit.SECONDS.show(sum(of(metric, "_sum")) / count)
                : " observed");
    }

    private static String value(Metric metric, List<Series> series) {
        if (metric.name().endsWith("_timestamp_seconds")) {
            return Instant.ofEpochSecond((long) series.stream().mapToDouble(MetricsTable::newest).max().orElse(0))
                    .toString();
        }
        var bare = metric.name().replaceFirst("_total$", "");
        var unit = bare.endsWith("_bytes") ? Unit.BYTES : bare.endsWith("_seconds") ? Unit.SECONDS : Unit.COUNT;
        return unit.show(sum(series));
    }

    private List<Series> of(Metric metric, String end) {
        return byName.getOrDefault(metric.name() + end, List.of());
    }

    private static double sum(List<Series> series) {
        return series.stream().mapToDouble(MetricsTable::newest).sum();
    }

    private static double newest(Series series) {
        return series.samples().getFirst().value();
    }
}
