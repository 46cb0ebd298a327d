package io.crealia.uploads.domain;

import java.nio.charset.StandardCharsets;

/**
 * What the creator calls the file: 1 to 255 UTF-16 units without control characters. Shown back to its owner and nowhere
 * else: never part of a key, a log line, a message or a process argument, hence the text form.
 */
public record FileName(String value) {
    public static final int MAX_LENGTH = 255;

    public FileName {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)
                || !encodable(value)) {
            throw new IllegalArgumentException(
                    "expected a file name of 1 to 255 characters without control characters");
        }
    }

    /** Half of a surrogate pair has no UTF-8 form, so a store would give back another name than it was given. */
    public static boolean encodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
