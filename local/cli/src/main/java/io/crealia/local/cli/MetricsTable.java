package io.crealia.local.cli;

import io.crealia.local.observability.MetricClass;
import io.crealia.local.observability.dashboard.Unit;
import io.crealia.local.observability.query.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What Prometheus knows of each metric, in one line, by class. */
final class MetricsTable {
    private static final String NAME = "__name__";

    private MetricsTable() {}

    /** @param newest the newest sample of every series whose name begins with {@code crealia_} */
    static List<String> lines(Collection<Series> newest) {
        var byName = new TreeMap<String, List<Series>>();
        newest.forEach(series -> byName.computeIfAbsent(series.labels().get(NAME), _ -> new ArrayList<>()).add(series));
        var lines = new ArrayList<String>();
        for (var each : MetricClass.values()) {
            lines.add("");
            lines.add(String.format(Locale.ROOT, "%-52s %7s  %s", "metrics: " + each.title(), "series", "value"));
            var rows = rows(each, byName);
            lines.addAll(rows.isEmpty() ? List.of("  none yet") : rows);
        }
        return lines;
    }

    private static List<String> rows(MetricClass wanted, Map<String, List<Series>> byName) {
        var rows = new ArrayList<String>();
        byName.forEach((name, series) -> {
            if (MetricClass.of(name) == wanted && !name.endsWith("_bucket") && !isSumOfHistogram(name, byName)) {
                rows.add(row(name, series, byName));
            }
        });
        return rows;
    }

    private static boolean isSumOfHistogram(String name, Map<String, List<Series>> byName) {
        return name.endsWith("_sum") && byName.containsKey(name.replaceFirst("_sum$", "_bucket"));
    }

    private static String row(String name, List<Series> series, Map<String, List<Series>> byName) {
        var histogram = name.replaceFirst("_count$", "");
        if (name.endsWith("_count") && byName.containsKey(histogram + "_bucket")) {
            var count = sum(series);
            var total = sum(byName.getOrDefault(histogram + "_sum", List.of()));
            return line(histogram, series.size(), Unit.COUNT.show(count)
                    + (count > 0 ? " observed, mean " + Unit.SECONDS.show(total / count) : " observed"));
        }
        if (name.endsWith("_timestamp_seconds")) {
            var newest = series.stream().mapToDouble(MetricsTable::value).max().orElse(0);
            return line(name, series.size(), java.time.Instant.ofEpochSecond((long) newest).toString());
        }
        return line(name, series.size(), unit(name).show(sum(series)));
    }

    private static String line(String name, int series, String value) {
        return String.format(Locale.ROOT, "  %-50s %7d  %s", name, series, value);
    }

    private static Unit unit(String name) {
        var bare = name.replaceFirst("_total$", "");
        return bare.endsWith("_bytes") ? Unit.BYTES : bare.endsWith("_seconds") ? Unit.SECONDS : Unit.COUNT;
    }

    private static double sum(List<Series> series) {
        return series.stream().mapToDouble(MetricsTable::value).sum();
    }

    private static double value(Series series) {
        return series.samples().getFirst().value();
    }
}
