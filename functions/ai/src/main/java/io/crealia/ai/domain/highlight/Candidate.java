package io.crealia.ai.domain.highlight;

import io.crealia.contracts.Preset;
import java.util.Comparator;
import java.util.Map;

/**
 * A span of whole sentences that could be a clip.
 *
 * @param first index of its first sentence
 * @param last index of its last sentence
 * @param mean its score before any model was asked
 */
record Candidate(int first, int last, Cut cut, Measures measures, Map<Term, Double> terms, double mean) {
    /** The best first; of equals the earlier, then the shorter. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::mean).reversed()
            .thenComparing(Candidate::cut, Comparator.comparingLong(Cut::startMs).thenComparingLong(Cut::endMs));

    static Candidate of(Speech speech, Topics topics, int named, int first, int last, Cut cut,
            Preset.Weights weights) {
        var measures = Measures.of(speech, topics, named, first, last, cut);
        var terms = measures.terms();
        return new Candidate(first, last, cut, measures, terms, Term.mean(terms, weights));
    }
}
