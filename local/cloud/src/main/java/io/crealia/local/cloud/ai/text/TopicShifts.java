package io.crealia.local.cloud.ai.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a speech turns to another subject: the gaps between sentences over which the words have least in common, after
 * TextTiling (Hearst, 1997) with sentences in place of its token sequences.
 */
final class TopicShifts {
    static final long SHORTEST_MS = 10_000;
    private static final int MOST = 12;
    /** So many terms on each side of a gap are compared. */
    private static final int BLOCK_TERMS = 24;
    private static final double LEAST_DEPTH = 0.1;

    private final List<Spoken> sentences;
    private final List<List<Term>> terms;

    private TopicShifts(List<Spoken> sentences, List<List<Term>> terms) {
        this.sentences = sentences;
        this.terms = terms;
    }

    /** @return positions of the sentences that begin a part, ascending from 0; each part lasts 10 s or more */
    static List<Integer> of(List<Spoken> sentences, List<List<Term>> terms) {
        return sentences.isEmpty() ? List.of() : new TopicShifts(sentences, terms).starts();
    }

    private record Gap(int before, double depth) {}

    private List<Integer> starts() {
        var depths = depths(likeness());
        var mean = depths.stream().mapToDouble(Gap::depth).average().orElse(0);
        var deviation = Math.sqrt(depths.stream().mapToDouble(gap -> Math.pow(gap.depth() - mean, 2)).average()
                .orElse(0));
        var least = Math.max(LEAST_DEPTH, mean + deviation / 2);
        var starts = new ArrayList<>(List.of(0));
        depths.stream().filter(gap -> gap.depth() >= least)
                .sorted(Comparator.comparingDouble(Gap::depth).reversed())
                .forEach(gap -> {
                    if (starts.size() < MOST && apart(starts, gap.before())) {
                        starts.add(gap.before());
                    }
                });
        starts.sort(null);
        return starts;
    }

    private boolean apart(List<Integer> starts, int next) {
        var end = sentences.getLast().endMs();
        var shortest = Math.max(SHORTEST_MS, (end - sentences.getFirst().startMs()) / MOST);
        var start = sentences.get(next).startMs();
        return end - start >= shortest
                && starts.stream().allMatch(other -> Math.abs(sentences.get(other).startMs() - start) >= shortest);
    }

    /** @return for each gap, the first after the first sentence, how alike its sides are */
    private double[] likeness() {
        var likeness = new double[terms.size() - 1];
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = block(i, -1).likeness(block(i + 1, 1));
        }
        return likeness;
    }

    private Vector block(int from, int step) {
        var block = new Vector();
        int count = 0;
        for (int i = from; i >= 0 && i < terms.size() && count < BLOCK_TERMS; i += step) {
            terms.get(i).forEach(term -> block.add(term.stem(), 1));
            count += terms.get(i).size();
        }
        return block;
    }

    /** How far likeness falls from the peaks on both sides; only at the bottom of a valley. */
    private static List<Gap> depths(double[] likeness) {
        var gaps = new ArrayList<Gap>();
        for (int i = 0; i < likeness.length; i++) {
            int left = i;
            while (left > 0 && likeness[left - 1] >= likeness[left]) {
                left--;
            }
            int right = i;
            while (right < likeness.length - 1 && likeness[right + 1] >= likeness[right]) {
                right++;
            }
            gaps.add(new Gap(i + 1, likeness[left] + likeness[right] - 2 * likeness[i]));
        }
        return gaps;
    }
}
