package io.crealia.operations.usecase;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.operations.domain.CounterPhases;
import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.Report;
import io.crealia.operations.domain.Shown;
import io.crealia.operations.domain.Totals;
import io.crealia.operations.port.MetricTotals;
import io.crealia.operations.port.PushTarget;
import io.crealia.operations.port.RunBacklog;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Pushes what all functions have counted, and what is found now, to one group of Pushgateway. The only writer there. What
 * cannot be reached now is left out, or left to the next minute; nobody else is concerned.
 */
public final class PushMetrics {
    private static final Log LOG = Log.of(PushMetrics.class);

    private final MetricTotals totals;
    private final MeasureQueues queues;
    private final RunBacklog runs;
    private final PushTarget target;
    private final InstantSource clock;
    private final CounterPhases phases = new CounterPhases();
    private Optional<Shown> shown = Optional.empty();

    public PushMetrics(MetricTotals totals, MeasureQueues queues, RunBacklog runs, PushTarget target,
            InstantSource clock) {
        this.totals = totals;
        this.queues = queues;
        this.runs = runs;
        this.target = target;
        this.clock = clock;
    }

    public sealed interface Result {
        /** @param series that Prometheus finds */
        record Pushed(int series) implements Result {}

        /** Somebody else pushes. */
        record Busy() implements Result {}

        /** Pushgateway or the totals did not answer. */
        record Unreachable() implements Result {}
    }

    public synchronized Result execute() {
        try {
            if (!totals.claim()) {
                return new Result.Busy();
            }
        } catch (DependencyException e) {
            LOG.error("the totals of the metrics cannot be read", e);
            return new Result.Unreachable();
        }
        try {
            return push();
        } catch (DependencyException e) {
            // Perhaps it came and only the answer was lost: what is shown is asked again.
            shown = Optional.empty();
            LOG.error("the metrics were not pushed and will be with the next tick", e);
            return new Result.Unreachable();
        } finally {
            attempt("release", () -> {
                totals.release();
                return List.of();
            });
        }
    }

    private Result push() {
        var before = shown.isPresent() ? shown.get() : target.read();
        var counted = totals.read();
        if (phases.wentBack(before, counted)) {
            LOG.warn("totals went back, so all begin anew");
            counted = totals.restart();
        }
        var next = phases.next(before, counted);
        var points = new ArrayList<>(next.points());
        points.addAll(gauges(counted));
        if (points.size() > Totals.MOST_SERIES) {
            throw new IllegalStateException("more series than the catalogue can have");
        }
        var series = points.stream().mapToInt(Point::size).sum() + 1;
        points.add(Point.gauge(Metric.METRICS_SERIES, series));
        shown = Optional.of(target.replace(points));
        phases.pushed(next);
        Metrics.count(Metric.EXPORTER_PUSHES);
        LOG.info("the metrics were pushed", LogField.COUNT.of(series));
        return new Result.Pushed(series);
    }

    private List<Point> gauges(Totals counted) {
        var points = new ArrayList<Point>();
        points.add(Point.gauge(Metric.METRICS_SINCE, counted.since() / 1_000.0));
        points.add(Point.gauge(Metric.EXPORTER_LAST_PUSH, clock.millis() / 1_000.0));
        points.addAll(attempt("environments", this::environments));
        points.addAll(attempt("queues", () -> queues.execute(counted.since())));
        points.addAll(attempt("runs", () -> List.of(Point.gauge(Metric.WORKFLOW_OPEN_RUNS, runs.open()),
                Point.gauge(Metric.WORKFLOW_OLDEST_OVERDUE,
                        runs.oldestOverdue(clock.instant()).toMillis() / 1_000.0))));
        return points;
    }

    private List<Point> environments() {
        var points = new ArrayList<Point>();
        totals.reports().stream().collect(Collectors.groupingBy(Report::function)).forEach((function, reports) -> {
            points.add(Point.gauge(Metric.ENVIRONMENTS, reports.size(), function));
            points.add(Point.gauge(Metric.MEMORY, reports.stream().mapToDouble(Report::residentBytes).sum(), function));
            points.add(
                    Point.gauge(Metric.MEMORY_LIMIT, reports.stream().mapToDouble(Report::limitBytes).sum(), function));
            points.add(Point.gauge(Metric.DISK, reports.stream().mapToDouble(Report::diskBytes).sum(), function));
        });
        return points;
    }

    // A gauge that cannot be had is absent for a minute; the counters do not wait for it.
    private static List<Point> attempt(String what, Supplier<List<Point>> gauges) {
        try {
            return gauges.get();
        } catch (DependencyException e) {
            LOG.error("a part of the metrics was left out", e, LogField.REASON.of(what));
            return List.of();
        }
    }
}
