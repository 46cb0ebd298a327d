package io.crealia.metrics;

import java.util.HashMap;
import java.util.Map;

/** What was counted since the last {@link #take}, by name of the total. Bounded; what does not fit is counted as given up. */
final class Samples {
    /** More than one function's series: about 60 series of at most 24 totals. */
    static final int MOST = 2_000;
    private static final String DROPPED = new Series(Metric.METRICS_DROPPED, java.util.List.of()).text();

    private final Map<String, Long> deltas = new HashMap<>();
    private final Map<String, Long> marks = new HashMap<>();

    synchronized void add(String total, long amount) {
        if (deltas.size() < MOST || deltas.containsKey(total)) {
            deltas.merge(total, amount, Long::sum);
        } else {
            deltas.merge(DROPPED, 1L, Long::sum);
        }
    }

    /** Keeps the greatest value of a name. */
    synchronized void mark(String name, long value) {
        if (marks.size() < MOST || marks.containsKey(name)) {
            marks.merge(name, value, Math::max);
        }
    }

    synchronized boolean isEmpty() {
        return deltas.isEmpty() && marks.isEmpty();
    }

    /** Empties it into a batch. */
    synchronized Batch take(String environment, long number, String report) {
        var batch = new Batch(environment, number, report, Map.copyOf(deltas), Map.copyOf(marks));
        deltas.clear();
        marks.clear();
        return batch;
    }

    /** Forgets everything, for example what was counted before a checkpoint. */
    synchronized void clear() {
        deltas.clear();
        marks.clear();
    }
}
