package io.crealia.local.cloud.ai.text;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Orders moments by how much of what all of them are about each one says. */
final class Ranking {
    private static final int PHRASES = 10;
    private static final double CENTRALITY = 0.6;

    private Ranking() {}

    /** @return positions, the best first; of equals the one that came first */
    static List<Integer> of(Reading moments) {
        var scores = IntStream.range(0, moments.sentences().size()).mapToDouble(i -> score(moments, i)).toArray();
        return IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed()).toList();
    }

    private static double score(Reading moments, int moment) {
        var stems = new HashSet<String>();
        moments.terms().get(moment).forEach(term -> stems.add(term.stem()));
        double named = 0;
        double all = 0;
        for (var phrase : moments.phrases().subList(0, Math.min(PHRASES, moments.phrases().size()))) {
            all += phrase.score();
            named += stems.containsAll(phrase.stems()) ? phrase.score() : 0;
        }
        return CENTRALITY * moments.centrality(moment) + (1 - CENTRALITY) * (all == 0 ? 0 : named / all);
    }
}
