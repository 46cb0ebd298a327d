package io.crealia.local.cloud.ai.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a text is made of: a weight for each stem. Sorted, so that sums are the same on every machine. */
final class Vector {
    private final Map<String, Double> weights = new TreeMap<>();

    /** One vector for each sentence: how often a stem is in it, times the logarithm of how rare it is in all. */
    static List<Vector> ofSentences(List<List<Term>> sentences) {
        var within = new HashMap<String, Integer>();
        for (var sentence : sentences) {
            var stems = new HashSet<String>();
            sentence.forEach(term -> stems.add(term.stem()));
            stems.forEach(stem -> within.merge(stem, 1, Integer::sum));
        }
        var vectors = new ArrayList<Vector>();
        for (var sentence : sentences) {
            var vector = new Vector();
            sentence.forEach(term -> vector.add(term.stem(),
                    Math.log1p((double) sentences.size() / within.get(term.stem()))));
            vectors.add(vector);
        }
        return vectors;
    }

    static Vector sum(List<Vector> vectors) {
        var sum = new Vector();
        vectors.forEach(vector -> vector.weights.forEach(sum::add));
        return sum;
    }

    void add(String stem, double weight) {
        weights.merge(stem, weight, Double::sum);
    }

    /** @return 0 where nothing is shared, or one of them is empty, to 1 */
    double likeness(Vector other) {
        double product = 0;
        for (var entry : weights.entrySet()) {
            product += entry.getValue() * other.weights.getOrDefault(entry.getKey(), 0.0);
        }
        return product == 0 ? 0 : product / (length() * other.length());
    }

    private double length() {
        double sum = 0;
        for (double weight : weights.values()) {
            sum += weight * weight;
        }
        return Math.sqrt(sum);
    }
}
