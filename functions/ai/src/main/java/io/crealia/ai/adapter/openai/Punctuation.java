package io.crealia.ai.adapter.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * OpenAI gives its timed words bare; only the running text has punctuation and capitals. Each bare word takes the form
 * that the text has of it, in order; a word that the text does not have nearby stays as it is.
 */
final class Punctuation {
    /** How many words of the text may be passed over to find the next one. */
    private static final int REACH = 6;

    private Punctuation() {}

    static List<String> restored(List<String> words, String text) {
        var forms = text.strip().split("\\s+");
        var restored = new ArrayList<String>(words.size());
        var next = 0;
        for (var word : words) {
            var found = find(bare(word), forms, next);
            restored.add(found < 0 ? word : forms[found]);
            next = found < 0 ? next : found + 1;
        }
        return restored;
    }

    private static int find(String bare, String[] forms, int from) {
        for (int i = from; !bare.isEmpty() && i < Math.min(forms.length, from + REACH); i++) {
            if (bare(forms[i]).equals(bare)) {
                return i;
            }
        }
        return -1;
    }

    private static String bare(String word) {
        return word.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
