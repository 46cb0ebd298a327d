package io.crealia.operations.usecase;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Names;
import io.crealia.operations.domain.Point;
import io.crealia.operations.domain.QueueLevel;
import io.crealia.operations.port.MetricTotals;
import io.crealia.operations.port.QueueLevels;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How full the queues are. SQS does not say how old the oldest message is (CloudWatch does, minutes later): while messages
 * are visible it is estimated as the time since the queue was last seen empty, or since the newest message that a function
 * received was sent, whichever is shorter. A message that came back after a failure may be older than that.
 */
public final class MeasureQueues {
    private final QueueLevels levels;
    private final MetricTotals totals;
    private final InstantSource clock;

    public MeasureQueues(QueueLevels levels, MetricTotals totals, InstantSource clock) {
        this.levels = levels;
        this.totals = totals;
        this.clock = clock;
    }

    /** @param since when the totals began, in milliseconds: no queue was seen before */
    List<Point> execute(long since) {
        var points = new ArrayList<Point>();
        var marks = totals.marks();
        for (var queue : Names.QUEUES) {
            levels.find(queue).ifPresent(level -> {
                points.add(Point.gauge(Metric.QUEUE_MESSAGES, level.visible(), queue, "visible"));
                points.add(Point.gauge(Metric.QUEUE_MESSAGES, level.inFlight(), queue, "in_flight"));
                points.add(Point.gauge(Metric.QUEUE_MESSAGES, level.delayed(), queue, "delayed"));
                points.add(Point.gauge(Metric.QUEUE_OLDEST, age(queue, level, marks, since), queue));
            });
        }
        for (var queue : Names.DEAD_LETTERS) {
            levels.find(queue).ifPresent(level -> points
                    .add(Point.gauge(Metric.DEAD_LETTERS, (double) level.visible() + level.inFlight(), queue)));
        }
        return points;
    }

    private double age(String queue, QueueLevel level, Map<String, Long> marks, long since) {
        var now = clock.millis();
        if (level.visible() == 0) {
            totals.mark("empty|" + queue, now);
            return 0;
        }
        var newest = Math.max(marks.getOrDefault("empty|" + queue, since),
                marks.getOrDefault("sent|" + queue, 0L));
        return Math.max(0, now - newest) / 1_000.0;
    }
}
