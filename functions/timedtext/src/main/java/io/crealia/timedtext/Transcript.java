package io.crealia.timedtext;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is spoken, with the time of every word: the truth that cues and files of captions are made from.
 *
 * @param language RFC 5646 tag
 * @param origin {@link #UPLOADED}, {@link #SCRIPT} or {@link #RECOGNISED}
 * @param words by ascending start
 */
public record Transcript(String language, String origin, List<Word> words) {
    /** A person gave the captions. */
    public static final String UPLOADED = "uploaded";
    /** The creator's text, with times from the sound. */
    public static final String SCRIPT = "script";
    /** Heard by a machine. */
    public static final String RECOGNISED = "recognised";

    static final Set<String> ORIGINS = Set.of(UPLOADED, SCRIPT, RECOGNISED);

    public Transcript {
        Objects.requireNonNull(language, "language");
        if (!ORIGINS.contains(origin)) {
            throw new IllegalArgumentException("origin must be one of " + ORIGINS + ", was " + origin);
        }
        words = List.copyOf(words);
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).startMs() < words.get(i - 1).startMs()) {
                throw new IllegalArgumentException("word " + i + " must not start before the one before it");
            }
        }
    }

    /** Cuts the words by punctuation and by long pauses; every word belongs to exactly one sentence. */
    public List<Sentence> sentences() {
        return Sentences.of(words);
    }

    /** The words from {@code first} to {@code last}, inclusive, as they are written. */
    public String text(int first, int last) {
        return PlainText.join(words.subList(first, last + 1).stream().map(Word::text).toList());
    }
}
