package io.crealia.timedtext;

import java.util.Objects;

/**
 * A spoken word.
 *
 * @param text with its punctuation, as it is read
 * @param startMs from the start of the sound
 * @param endMs at least {@code startMs}
 * @param confidence 0 to 1
 * @param estimated whether the times follow from its neighbours' rather than from the sound
 */
public record Word(String text, long startMs, long endMs, double confidence, boolean estimated) {
    public Word {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word must not be blank");
        }
        if (startMs < 0 || endMs < startMs) {
            throw new IllegalArgumentException("a word must not end before it starts: " + startMs + " to " + endMs);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1, was " + confidence);
        }
    }
}
