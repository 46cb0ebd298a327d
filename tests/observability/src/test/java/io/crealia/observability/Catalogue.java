package io.crealia.observability;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which metrics there are and which labels they have: the tables of {@code observability/metrics.md}, whose rows begin with
 * name, type and labels. Also the few that Prometheus and the Pushgateway make themselves.
 */
record Catalogue(Map<String, Metric> metrics) {
    private static final Pattern ROW = Pattern
            .compile("(?m)^\\| *`(crealia_[a-z0-9_]+)(?:\\{[^}]*})?` *\\| *(\\w+) *\\|([^|]*)\\|");
    /** A label; what it may be comes after. */
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`:");
    /** Every series carries those of the Pushgateway's group. */
    private static final Set<String> GROUP = Set.of("job", "instance");
    private static final Map<String, Metric> FOREIGN = Map.of("up", new Metric("up", Type.GAUGE, Set.of()),
            "push_time_seconds", new Metric("push_time_seconds", Type.GAUGE, Set.of()), "ALERTS",
            new Metric("ALERTS", Type.GAUGE, Set.of("alertname", "alertstate", "severity", "function", "queue")));

    enum Type {
        COUNTER, GAUGE, HISTOGRAM
    }

    record Metric(String name, Type type, Set<String> labels) {}

    /** A series' name as it is stored, with what it may be asked for. */
    record Series(Metric metric, Set<String> labels, boolean grows) {}

    static Catalogue read(String markdown) {
        var metrics = new LinkedHashMap<String, Metric>();
        ROW.matcher(markdown).results().forEach(row -> {
            var type = Type.valueOf(row.group(2).toUpperCase(java.util.Locale.ROOT));
            var before = metrics.put(row.group(1), new Metric(row.group(1), type, labels(row.group(3))));
            if (before != null) {
                throw new IllegalArgumentException("metrics.md: " + row.group(1) + " stands there twice");
            }
        });
        return new Catalogue(metrics);
    }

    private static Set<String> labels(String cell) {
        var labels = new LinkedHashSet<String>();
        LABEL.matcher(cell).results().forEach(found -> labels.add(found.group(1)));
        if (labels.isEmpty() != cell.strip().equals("-")) {
            throw new IllegalArgumentException("metrics.md: expected `label`: values; ..., or -, was" + cell);
        }
        return labels;
    }

    /** @return empty where no metric makes such a series */
    Optional<Series> series(String name) {
        var own = metrics.getOrDefault(name, FOREIGN.get(name));
        if (own != null) {
            return own.type() == Type.HISTOGRAM
                    ? Optional.empty()
                    : Optional.of(new Series(own, with(own, Set.of()), own.type() == Type.COUNTER));
        }
        for (var end : Set.of("_bucket", "_sum", "_count")) {
            if (name.endsWith(end)) {
                var histogram = metrics.get(name.substring(0, name.length() - end.length()));
                if (histogram != null && histogram.type() == Type.HISTOGRAM) {
                    return Optional.of(new Series(histogram,
                            with(histogram, end.equals("_bucket") ? Set.of("le") : Set.of()), true));
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> with(Metric metric, Set<String> more) {
        var labels = new LinkedHashSet<>(metric.labels());
        labels.addAll(GROUP);
        labels.addAll(more);
        return labels;
    }
}
