package io.crealia.operations.domain;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Series;
import java.util.HashMap;
import java.util.Map;

/**
 * What all functions have counted together.
 *
 * @param since when the totals began, in milliseconds since 1970: another value means that they were lost in between
 */
public record Totals(long since, Map<Series, Point> points) {
    /** More than the catalogue's labels can make with the routes and functions that there are. */
    public static final int MOST_SERIES = 20_000;

    public Totals {
        points = Map.copyOf(points);
    }

    /** @param fields by name ({@link Series#text}); what is not in the catalogue is left out */
    public static Totals of(long since, Map<String, Long> fields) {
        var points = new HashMap<Series, Point>();
        var histograms = new HashMap<Series, long[]>();
        var sums = new HashMap<Series, Long>();
        fields.forEach((name, value) -> Series.parse(name).ifPresent(total -> {
            var series = total.series();
            if (series.metric().type() == Metric.Type.COUNTER) {
                points.put(series, new Point(series, scaled(series, value), java.util.List.of()));
            } else if (total.part().equals(Series.SUM)) {
                sums.put(series, value);
            } else if (series.metric().type() == Metric.Type.HISTOGRAM) {
                bucket(histograms, total, value);
            }
        }));
        histograms.forEach((series, buckets) -> points.put(series,
                new Point(series, scaled(series, sums.getOrDefault(series, 0L)),
                        java.util.Arrays.stream(buckets).boxed().toList())));
        return new Totals(since, points);
    }

    private static void bucket(Map<Series, long[]> histograms, Series.Total total, long value) {
        var size = total.series().metric().bounds().length + 1;
        var part = total.part();
        if (part.length() <= 3 && part.chars().allMatch(Character::isDigit) && !part.isEmpty()
                && Integer.parseInt(part) < size) {
            histograms.computeIfAbsent(total.series(), _ -> new long[size])[Integer.parseInt(part)] = value;
        }
    }

    private static double scaled(Series series, long value) {
        return (double) value / series.metric().scale();
    }
}
