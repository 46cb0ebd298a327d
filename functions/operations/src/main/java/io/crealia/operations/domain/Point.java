package io.crealia.operations.domain;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Series;
import java.util.Arrays;
import java.util.List;

/**
 * What is pushed of one series.
 *
 * @param value in the metric's unit; of a histogram the sum
 * @param buckets of a histogram: how many observations fell into each, all buckets, ascending, not cumulative; else empty
 */
public record Point(Series series, double value, List<Long> buckets) {
    public Point {
        buckets = List.copyOf(buckets);
        var expected = series.metric().type() == Metric.Type.HISTOGRAM ? series.metric().bounds().length + 1 : 0;
        if (buckets.size() != expected) {
            throw new IllegalArgumentException(series.text() + " has " + expected + " buckets, not " + buckets.size());
        }
    }

    public static Point gauge(Metric metric, double value, String... labels) {
        return new Point(new Series(metric, List.of(labels)), value, List.of());
    }

    /** The same series before anything was counted. */
    Point zero() {
        return new Point(series, 0, buckets.stream().map(_ -> 0L).toList());
    }

    static Point nothing(Series series) {
        var buckets = series.metric().type() == Metric.Type.HISTOGRAM ? series.metric().bounds().length + 1 : 0;
        var none = new Long[buckets];
        Arrays.fill(none, 0L);
        return new Point(series, 0, List.of(none));
    }

    /** What only grows: the value, or how many observations a histogram has. */
    double count() {
        return buckets.isEmpty() ? value : buckets.stream().mapToLong(Long::longValue).sum();
    }

    /** Series that Prometheus has of it: a histogram has one a bucket, its sum and its count. */
    public int size() {
        return buckets.isEmpty() ? 1 : buckets.size() + 2;
    }
}
