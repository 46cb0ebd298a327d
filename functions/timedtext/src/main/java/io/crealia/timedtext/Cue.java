package io.crealia.timedtext;

import java.util.List;

/**
 * What is shown for a while. Its lines are {@link PlainText}, whatever it is made from: no markup survives into a cue.
 *
 * @param startMs from the start of the sound
 * @param endMs after {@code startMs}
 * @param lines at least one, none blank
 */
public record Cue(long startMs, long endMs, List<String> lines) {
    public Cue {
        lines = lines.stream().map(PlainText::of).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a cue must have a line of text");
        }
        if (startMs < 0 || endMs <= startMs) {
            throw new IllegalArgumentException("a cue must end after it starts: " + startMs + " to " + endMs);
        }
    }
}
