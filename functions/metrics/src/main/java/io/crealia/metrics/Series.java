package io.crealia.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One metric with one value for each of its labels, in the labels' order. Its text form {@code name|value|value} names its
 * total; a histogram has several totals, named {@code name|value|value|part}.
 */
public record Series(Metric metric, List<String> values) {
    static final char SEPARATOR = '|';
    /** Part of a histogram that is the sum of what was observed; the others are the numbers of its buckets. */
    public static final String SUM = "sum";

    public Series {
        if (values.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric.metricName() + " has " + metric.labels().size()
                    + " labels, not " + values.size());
        }
        var admitted = new ArrayList<String>(values.size());
        for (var i = 0; i < values.size(); i++) {
            admitted.add(metric.labels().get(i).admit(values.get(i)));
        }
        values = List.copyOf(admitted);
    }

    public String text() {
        var text = new StringBuilder(metric.metricName());
        for (var value : values) {
            text.append(SEPARATOR).append(value);
        }
        return text.toString();
    }

    /** The name of a histogram's part: {@link #SUM} or the number of a bucket. */
    String part(String part) {
        return text() + SEPARATOR + part;
    }

    /**
     * One total.
     *
     * @param part empty unless the metric is a histogram
     */
    public record Total(Series series, String part) {}

    /** @return empty if the text names nothing in the catalogue */
    public static Optional<Total> parse(String text) {
        var parts = text.split("\\|", -1);
        return Metric.named(parts[0]).flatMap(metric -> {
            var labels = metric.labels().size();
            var histogram = metric.type() == Metric.Type.HISTOGRAM;
            if (parts.length != 1 + labels + (histogram ? 1 : 0)) {
                return Optional.empty();
            }
            var values = List.of(parts).subList(1, 1 + labels);
            for (var i = 0; i < labels; i++) {
                if (!values.get(i).equals(metric.labels().get(i).admit(values.get(i)))) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Total(new Series(metric, values), histogram ? parts[1 + labels] : ""));
        });
    }
}
