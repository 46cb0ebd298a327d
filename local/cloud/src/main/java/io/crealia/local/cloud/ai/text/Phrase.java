package io.crealia.local.cloud.ai.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One to three words that name what a text is about.
 *
 * @param words as they were said first
 * @param stems of the words
 * @param score the larger the more central
 */
record Phrase(List<String> words, List<String> stems, double score) {
    /** All words with a capital in English, the first in any other language. */
    String title(boolean english) {
        var text = english
                ? words.stream().map(PlainText::capitalised).collect(Collectors.joining(" "))
                : String.join(" ", words);
        return PlainText.capitalised(text);
    }

    /** Camel case of letters and digits, without the sign. */
    String tag() {
        return words.stream().map(Phrase::tagged).collect(Collectors.joining());
    }

    String key() {
        return String.join(" ", stems);
    }

    private static String tagged(String word) {
        // Shouted words stay as they are when they are short enough to be initials.
        var text = word.length() > 5 && word.equals(word.toUpperCase(Locale.ROOT))
                ? word.toLowerCase(Locale.ROOT)
                : word;
        var kept = new StringBuilder();
        text.codePoints().filter(PlainText::word).forEach(kept::appendCodePoint);
        return PlainText.capitalised(kept.toString());
    }
}
