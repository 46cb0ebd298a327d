package io.crealia.local.observability.dashboard;

import io.crealia.local.observability.query.Sample;
import io.crealia.local.observability.query.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A series with the name that its legend gives. */
record Line(String name, List<Sample> samples) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{ *([a-zA-Z_][a-zA-Z0-9_]*) *}}");

    /** @param legend {@code {{queue}} {{state}}}; where it is empty, every label tells the name */
    static Line of(String legend, Series series) {
        return new Line(legend.isEmpty() ? all(series.labels()) : filled(legend, series.labels()), series.samples());
    }

    private static String filled(String legend, Map<String, String> labels) {
        return LABEL.matcher(legend)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")))
                .strip();
    }

    private static String all(Map<String, String> labels) {
        return new TreeMap<>(labels).entrySet().stream().map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The newest finite value, else NaN. */
    double last() {
        return samples.reversed().stream().mapToDouble(Sample::value).filter(Double::isFinite).findFirst()
                .orElse(Double.NaN);
    }

    /** The largest finite value, else NaN. */
    double most() {
        return samples.stream().mapToDouble(Sample::value).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    double least() {
        return samples.stream().mapToDouble(Sample::value).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    boolean drawable() {
        return samples.stream().anyMatch(sample -> Double.isFinite(sample.value()));
    }

    /**
     * What is drawn without a break. A value that is no number and a missing step break the line.
     *
     * @param stepSeconds distance of two samples
     */
    List<List<Sample>> strokes(double stepSeconds) {
        var strokes = new ArrayList<List<Sample>>();
        List<Sample> current = new ArrayList<>();
        for (var sample : samples) {
            var gap = !current.isEmpty() && sample.seconds() - current.getLast().seconds() > 1.5 * stepSeconds;
            if (gap || !Double.isFinite(sample.value())) {
                if (!current.isEmpty()) {
                    strokes.add(current);
                }
                current = new ArrayList<>();
            }
            if (Double.isFinite(sample.value())) {
                current.add(sample);
            }
        }
        if (!current.isEmpty()) {
            strokes.add(current);
        }
        return strokes;
    }
}
