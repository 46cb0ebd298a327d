package io.crealia.local.observability.query;

import java.util.List;
import java.util.Map;

/**
 * A line.
 *
 * @param labels without {@code __name__} only if the expression dropped it
 * @param samples by rising time; a gap is a time without a sample
 */
public record Series(Map<String, String> labels, List<Sample> samples) {
    public Series {
        labels = Map.copyOf(labels);
        samples = List.copyOf(samples);
    }
}
