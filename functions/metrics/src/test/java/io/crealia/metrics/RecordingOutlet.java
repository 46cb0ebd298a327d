package io.crealia.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Totals in memory by the rules of {@link Outlet}, which may be away, or lose acknowledgements. */
final class RecordingOutlet implements Outlet {
    final Map<String, Long> totals = new HashMap<>();
    final List<Batch> received = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    boolean away;
    boolean losesAnswers;
    int connects;
    int adds;

    @Override
    public synchronized void connect() {
        connects++;
        if (away) {
            throw new IllegalStateException("nobody there");
        }
    }

    @Override
    public synchronized void add(Batch batch) {
        adds++;
        if (away) {
            throw new IllegalStateException("nobody there");
        }
        received.add(batch);
        if (batch.number() > seen.getOrDefault(batch.environment(), 0L)) {
            seen.put(batch.environment(), batch.number());
            batch.deltas().forEach((name, delta) -> totals.merge(name, delta, Long::sum));
        }
        if (losesAnswers) {
            throw new IllegalStateException("the answer was lost");
        }
    }

    long total(Metric metric, String... labels) {
        return totals.getOrDefault(new Series(metric, List.of(labels)).text(), 0L);
    }
}
