package io.crealia.local.cloud.ai.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Looks for the English words of a short public list, {@code moderation-en.txt}. It knows nothing of context: it flags a
 * quotation, and it misses whatever is not listed.
 */
final class Moderation {
    private static final String RESOURCE = "moderation-en.txt";
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Map<String, String> categories = new LinkedHashMap<>();

    Moderation() {
        try (var in = Objects.requireNonNull(Moderation.class.getResourceAsStream(RESOURCE), RESOURCE);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(": ", 2))
                    .forEach(line -> categories.put(words(line[1]), line[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** @return sorted */
    List<String> categories(List<Spoken> sentences) {
        var found = new TreeSet<String>();
        for (var sentence : sentences) {
            var words = words(sentence.text());
            categories.forEach((listed, category) -> {
                if (!found.contains(category) && words.contains(listed)) {
                    found.add(category);
                }
            });
        }
        return List.copyOf(found);
    }

    /** Small letters, with one space around every word, so that a word is found by its text. */
    private static String words(String text) {
        return " " + NO_WORD.matcher(text.toLowerCase(Locale.ROOT).replace("'", "").replace("’", "")).replaceAll(" ")
                .strip() + " ";
    }
}
