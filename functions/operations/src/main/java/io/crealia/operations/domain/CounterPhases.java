package io.crealia.operations.domain;

import io.crealia.metrics.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What counters and histograms are to show next. A series shows 0 in {@value #ZEROS} pushes before its first value, because
 * {@code rate()} sees no increase without a sample before it. When the totals were lost, all series begin like that
 * again, together: that is a reset, which {@code rate()} knows; a series that went back a little would count as a reset too,
 * and all of its value as an increase.
 */
public final class CounterPhases {
    /** Two, so that one of them is seen even if a scrape fails. */
    public static final int ZEROS = 2;

    /** Pushes at 0 that are still to be made, by series; one that is not here has had its own. */
    private Map<Series, Integer> left = new HashMap<>();

    /** @param points to push @param left after they were pushed */
    public record Next(List<Point> points, Map<Series, Integer> left) {}

    /** Whether a total is below what is shown of it, although nothing was said to be lost: a copy of Redis that lagged. */
    public boolean wentBack(Shown shown, Totals totals) {
        return shown.since().filter(since -> since == totals.since()).isPresent()
                && shown.counts().entrySet().stream()
                        .anyMatch(entry -> count(totals, entry.getKey()) < entry.getValue());
    }

    public Next next(Shown shown, Totals totals) {
        var lost = shown.since().filter(since -> since != totals.since()).isPresent();
        var points = new ArrayList<Point>();
        var after = new HashMap<Series, Integer>();
        var all = new HashMap<Series, Point>(totals.points());
        shown.counts().keySet().forEach(series -> all.putIfAbsent(series, Point.nothing(series)));
        all.forEach((series, point) -> {
            var zeros = lost ? ZEROS : zeros(series, shown);
            points.add(zeros > 0 ? point.zero() : point);
            if (zeros > 1) {
                after.put(series, zeros - 1);
            }
        });
        return new Next(points, after);
    }

    /** Says that the push was acknowledged. */
    public void pushed(Next next) {
        left = next.left();
    }

    private int zeros(Series series, Shown shown) {
        var count = shown.counts().get(series);
        return left.getOrDefault(series, count == null ? ZEROS : 0);
    }

    private static double count(Totals totals, Series series) {
        var point = totals.points().get(series);
        return point == null ? 0 : point.count();
    }
}
