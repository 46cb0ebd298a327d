package io.crealia.operations.domain;

import io.crealia.metrics.Series;
import java.util.Map;
import java.util.Optional;

/**
 * What Pushgateway shows of us now, and so what Prometheus has seen.
 *
 * @param counts of each counter its value, of each histogram the number of its observations
 * @param since when the totals began that were pushed, in milliseconds since 1970
 */
public record Shown(Map<Series, Double> counts, Optional<Long> since) {
    public static final Shown NOTHING = new Shown(Map.of(), Optional.empty());

    public Shown {
        counts = Map.copyOf(counts);
    }
}
