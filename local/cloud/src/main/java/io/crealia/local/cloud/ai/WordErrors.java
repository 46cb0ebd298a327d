package io.crealia.local.cloud.ai;

import io.crealia.local.cloud.ai.SpeechEngine.TimedWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Word error rate: substitutions, deletions and insertions by the words of the reference (Levenshtein over words). */
final class WordErrors {
    private WordErrors() {}

    static double rate(String reference, List<TimedWord> heard) {
        var expected = words(reference);
        var actual = heard.stream().flatMap(word -> words(word.text()).stream()).toList();
        var row = new int[actual.size() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= expected.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= actual.size(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1,
                        diagonal + (expected.get(i - 1).equals(actual.get(j - 1)) ? 0 : 1));
                diagonal = above;
            }
        }
        return (double) row[actual.size()] / expected.size();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9' ]", " ").strip().split("\\s+"))
                .filter(word -> !word.isEmpty()).toList();
    }
}
