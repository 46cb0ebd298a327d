package io.crealia.operations.adapter;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Series;
import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Shown;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prometheus' text format (version 0.0.4): written by its own library, and read as far as we need it. */
public final class PrometheusText {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private PrometheusText() {}

    public static byte[] write(List<Point> points) {
        var byMetric = new LinkedHashMap<Metric, List<Point>>();
        points.forEach(point -> byMetric.computeIfAbsent(point.series().metric(), _ -> new ArrayList<>()).add(point));
        var families = byMetric.entrySet().stream().map(entry -> family(entry.getKey(), entry.getValue())).toList();
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(families),
                    EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static MetricSnapshot family(Metric metric, List<Point> points) {
        return switch (metric.type()) {
            case COUNTER -> {
                // The library adds the suffix again.
                var family = CounterSnapshot.builder().name(metric.metricName().replaceFirst("_total$", ""))
                        .help(metric.help());
                points.forEach(point -> family.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels(point.series())).value(point.value()).build()));
                yield family.build();
            }
            case GAUGE -> {
                var family = GaugeSnapshot.builder().name(metric.metricName()).help(metric.help());
                points.forEach(point -> family.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels(point.series())).value(point.value()).build()));
                yield family.build();
            }
            case HISTOGRAM -> {
                var family = HistogramSnapshot.builder().name(metric.metricName()).help(metric.help());
                points.forEach(point -> family.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(labels(point.series())).classicHistogramBuckets(buckets(metric, point))
                        .sum(point.value()).build()));
                yield family.build();
            }
        };
    }

    private static ClassicHistogramBuckets buckets(Metric metric, Point point) {
        var bounds = new ArrayList<Double>();
        for (var bound : metric.bounds()) {
            bounds.add((double) bound / metric.scale());
        }
        bounds.add(Double.POSITIVE_INFINITY);
        return ClassicHistogramBuckets.of(bounds, point.buckets());
    }

    private static Labels labels(Series series) {
        return Labels.of(series.metric().labels().stream().map(label -> label.name()).toList(), series.values());
    }

    /**
     * What a text shows of us.
     *
     * @param group labels that a line must have to be ours
     */
    public static Shown read(String text, Map<String, String> group) {
        var counts = new HashMap<Series, Double>();
        var since = Optional.<Long>empty();
        for (var line : text.split("\n")) {
            var sample = line.startsWith(Metric.PREFIX) ? sample(line) : Optional.<Sample>empty();
            if (sample.filter(found -> found.labels().entrySet().containsAll(group.entrySet())).isEmpty()) {
                continue;
            }
            if (sample.get().name().equals(Metric.METRICS_SINCE.metricName())) {
                since = Optional.of(Math.round(sample.get().value() * 1_000));
            } else {
                sample.flatMap(PrometheusText::counted).ifPresent(series -> counts.put(series, sample.get().value()));
            }
        }
        return new Shown(counts, since);
    }

    /** One line of the text. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** The series whose count the sample is; empty for every other sample. */
    private static Optional<Series> counted(Sample sample) {
        var histogram = sample.name().endsWith("_count");
        var metric = Metric.named(histogram ? sample.name().substring(0, sample.name().length() - 6) : sample.name());
        return metric.filter(found -> found.type() == (histogram ? Metric.Type.HISTOGRAM : Metric.Type.COUNTER))
                .map(found -> new Series(found,
                        found.labels().stream().map(label -> sample.labels().getOrDefault(label.name(), "")).toList()));
    }

    /** @return empty if the line is none */
    public static Optional<Sample> sample(String line) {
        var labels = new HashMap<String, String>();
        var at = line.indexOf('{');
        var space = line.indexOf(' ');
        var name = line.substring(0, at >= 0 && (space < 0 || at < space) ? at : Math.max(0, space));
        var rest = line.substring(name.length());
        if (rest.startsWith("{")) {
            var end = 1;
            while (end < rest.length() && rest.charAt(end) != '}') {
                var equals = rest.indexOf("=\"", end);
                var quote = equals < 0 ? -1 : rest.indexOf('"', equals + 2);
                if (quote < 0) {
                    return Optional.empty();
                }
                // None of our values has a quote or a backslash, so none is escaped.
                labels.put(rest.substring(end, equals).replace(",", "").strip(), rest.substring(equals + 2, quote));
                end = quote + 1;
            }
            rest = rest.substring(Math.min(rest.length(), end + 1));
        }
        try {
            return Optional.of(new Sample(name, labels, Double.parseDouble(rest.strip().split(" ")[0]
                    .replace("+Inf", "Infinity"))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
