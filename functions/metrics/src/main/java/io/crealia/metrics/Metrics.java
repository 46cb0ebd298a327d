package io.crealia.metrics;

import java.time.Duration;
import java.util.List;

/**
 * Counts, as a log line is written: from anywhere, into whatever invocation the thread works for. Outside an invocation (a
 * rehearsal before a checkpoint, a tool, most tests) nothing is counted. Nothing here ever fails or waits.
 */
public final class Metrics {
    private static final ThreadLocal<Samples> CURRENT = new ThreadLocal<>();

    private Metrics() {}

    /** Ends what {@link #into} began. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    static Scope into(Samples samples) {
        var before = CURRENT.get();
        CURRENT.set(samples);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** One more. @param labels a value for each of the metric's labels, in their order */
    public static void count(Metric metric, String... labels) {
        add(metric, 1, labels);
    }

    /** @param amount in the metric's unit, but microseconds for seconds; nothing is counted of less than 1 */
    public static void add(Metric metric, long amount, String... labels) {
        var samples = CURRENT.get();
        if (samples != null && amount > 0) {
            add(samples, metric, amount, labels);
        }
    }

    /** Adds a duration to a counter of seconds. */
    public static void add(Metric metric, Duration amount, String... labels) {
        add(metric, micros(amount), labels);
    }

    /** One observation of a histogram of seconds. */
    public static void observe(Metric metric, Duration value, String... labels) {
        var samples = CURRENT.get();
        if (samples != null) {
            observe(samples, metric, value, labels);
        }
    }

    static void add(Samples samples, Metric metric, long amount, String... labels) {
        try {
            samples.add(new Series(metric, List.of(labels)).text(), amount);
        } catch (RuntimeException e) {
            giveUp(samples);
        }
    }

    static void observe(Samples samples, Metric metric, Duration value, String... labels) {
        try {
            var series = new Series(metric, List.of(labels));
            var micros = Math.max(0, micros(value));
            samples.add(series.part(Integer.toString(metric.bucket(micros))), 1);
            samples.add(series.part(Series.SUM), micros);
        } catch (RuntimeException e) {
            giveUp(samples);
        }
    }

    // A wrong call is a fault of ours that a request must not pay for.
    private static void giveUp(Samples samples) {
        samples.add(Metric.METRICS_DROPPED.metricName(), 1);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
