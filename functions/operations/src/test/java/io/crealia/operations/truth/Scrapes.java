package io.crealia.operations.truth;

import io.crealia.operations.adapter.PrometheusText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Prometheus' arithmetic over a list of scraped texts: {@code increase()} is the sum of steps up, where a step down is a reset
 * and counts from 0, and a series' first sample has no step (promql/functions.go, without the extrapolation to the
 * range's ends); {@code histogram_quantile()} interpolates within a bucket.
 */
final class Scrapes {
    /** By series, as it is written. */
    private final Map<String, Double> last = new HashMap<>();
    private final Map<String, Double> increases = new LinkedHashMap<>();
    private final Map<String, PrometheusText.Sample> samples = new HashMap<>();

    void scrape(String text) {
        for (var line : text.split("\n")) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            var key = line.substring(0, line.lastIndexOf(' '));
            var sample = PrometheusText.sample(line).orElseThrow();
            var before = last.put(key, sample.value());
            samples.put(key, sample);
            if (before != null) {
                var step = sample.value() >= before ? sample.value() - before : sample.value();
                increases.merge(key, step, Double::sum);
            }
        }
    }

    /** {@code sum(increase(name{...}))} over everything. */
    double increase(String name, Predicate<Map<String, String>> labels) {
        return increases.entrySet().stream().filter(entry -> samples.get(entry.getKey()).name().equals(name)
                && labels.test(samples.get(entry.getKey()).labels())).mapToDouble(Map.Entry::getValue).sum();
    }

    /** {@code histogram_quantile(q, sum by (le) (increase(name_bucket{...})))}. */
    double quantile(double q, String name, Predicate<Map<String, String>> labels) {
        var buckets = new TreeMap<Double, Double>();
        for (var entry : increases.entrySet()) {
            var sample = samples.get(entry.getKey());
            if (sample.name().equals(name + "_bucket") && labels.test(sample.labels())) {
                buckets.merge(Double.parseDouble(sample.labels().get("le").replace("+Inf", "Infinity")),
                        entry.getValue(), Double::sum);
            }
        }
        var rank = q * buckets.lastEntry().getValue();
        var lower = 0.0;
        var below = 0.0;
        for (var bucket : buckets.entrySet()) {
            if (bucket.getValue() >= rank) {
                return bucket.getKey().isInfinite()
                        ? lower
                        : lower + (bucket.getKey() - lower) * (rank - below) / (bucket.getValue() - below);
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return lower;
    }

    /** How many series there ever were. */
    int series() {
        return new TreeSet<>(last.keySet()).size();
    }

}
