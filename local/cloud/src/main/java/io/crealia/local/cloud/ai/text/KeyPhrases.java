package io.crealia.local.cloud.ai.text;

import io.crealia.local.cloud.ai.text.Term.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the noun phrases that matter: how often a phrase is said, times how often its words are, in the manner of RAKE (Rose
 * et al., 2010) with parts of speech in place of its stop lists.
 */
final class KeyPhrases {
    private static final int LONGEST = 3;
    /** Two words say more than one, three little more than two. */
    private static final double[] WEIGHTS = {0, 1, 1.6, 1.7};

    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private KeyPhrases() {}

    private static final class Found {
        private final List<Term> terms;
        private int count;

        Found(List<Term> terms) {
            this.terms = terms;
        }
    }

    /**
     * @param tagged whether roles come from a tagger; if not, several words are a phrase only where they are said twice
     * @return the best first; of equals the one that is said first
     */
    static List<Phrase> of(List<List<Term>> sentences, boolean tagged) {
        var phrases = new KeyPhrases();
        for (var sentence : sentences) {
            for (int i = 0; i < sentence.size(); i++) {
                phrases.counts.merge(sentence.get(i).stem(), 1, Integer::sum);
                phrases.from(sentence, i);
            }
        }
        if (!tagged) {
            phrases.found.values().removeIf(entry -> entry.terms.size() > 1 && entry.count < 2);
        }
        phrases.dropContained();
        return phrases.sorted();
    }

    private void from(List<Term> sentence, int first) {
        for (int end = first + 1; end <= Math.min(sentence.size(), first + LONGEST); end++) {
            var last = sentence.get(end - 1);
            if (last.role() == Role.OTHER || end - 1 > first && !last.joined()) {
                return;
            }
            if (last.role() == Role.NOUN) {
                var terms = sentence.subList(first, end);
                if (terms.stream().map(Term::stem).distinct().count() == terms.size()) {
                    found.computeIfAbsent(key(terms), _ -> new Found(List.copyOf(terms))).count++;
                }
            }
        }
    }

    /** A phrase that is hardly ever said but within a longer one is the longer one's. */
    private void dropContained() {
        var contained = new HashSet<String>();
        for (var entry : found.values()) {
            for (int first = 0; first < entry.terms.size(); first++) {
                for (int end = first + 1; end <= entry.terms.size(); end++) {
                    var part = found.get(key(entry.terms.subList(first, end)));
                    if (part != null && part != entry && (entry.count == part.count
                            || entry.count > 1 && entry.count * 2 >= part.count)) {
                        contained.add(key(part.terms));
                    }
                }
            }
        }
        found.keySet().removeAll(contained);
    }

    private List<Phrase> sorted() {
        var phrases = new ArrayList<Phrase>();
        for (var entry : found.values()) {
            var stems = entry.terms.stream().map(Term::stem).toList();
            var mean = stems.stream().mapToDouble(stem -> Math.log1p(counts.get(stem))).sum() / stems.size();
            phrases.add(new Phrase(entry.terms.stream().map(Term::surface).toList(), stems,
                    entry.count * mean * WEIGHTS[stems.size()]));
        }
        phrases.sort(Comparator.comparingDouble(Phrase::score).reversed());
        return phrases;
    }

    /** Without phrases that share a word with a better one. */
    static List<Phrase> diverse(List<Phrase> phrases) {
        var used = new HashSet<String>();
        return phrases.stream()
                .filter(phrase -> phrase.stems().stream().noneMatch(used::contains) && used.addAll(phrase.stems()))
                .toList();
    }

    private static String key(List<Term> terms) {
        return String.join(" ", terms.stream().map(Term::stem).toList());
    }
}
