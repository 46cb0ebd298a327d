package io.crealia.ai.domain.speech;

import io.crealia.timedtext.Word;
import java.util.List;

/**
 * When somebody speaks.
 *
 * @param spans by start, apart from each other, within the sound
 * @param audioMs length of the sound
 */
public record VoicedSpans(List<Span> spans, long audioMs) {
    /** Milliseconds from the start of the sound. */
    public record Span(long startMs, long endMs) {
        public Span {
            if (startMs < 0 || endMs <= startMs) {
                throw new IllegalArgumentException("a span must end after it starts: " + startMs + " to " + endMs);
            }
        }
    }

    public VoicedSpans {
        spans = List.copyOf(spans);
    }

    public boolean none() {
        return spans.isEmpty();
    }

    public long speechMs() {
        return spans.stream().mapToLong(span -> span.endMs() - span.startMs()).sum();
    }

    /** How much of the time from {@code startMs} to {@code endMs} is voiced. */
    public long within(long startMs, long endMs) {
        return spans.stream().mapToLong(
                span -> Math.max(0, Math.min(endMs, span.endMs()) - Math.max(startMs, span.startMs()))).sum();
    }

    /** Whether at least half of the word is spoken while somebody speaks. */
    public boolean hold(Word word) {
        var end = Math.max(word.endMs(), word.startMs() + 1);
        return within(word.startMs(), end) * 2 >= end - word.startMs();
    }

    /** The moment at which {@code voicedMs} of voice have gone by since {@code startMs}. */
    long after(long startMs, long voicedMs) {
        long left = voicedMs;
        long last = startMs;
        for (var span : spans) {
            var from = Math.max(startMs, span.startMs());
            if (from >= span.endMs()) {
                continue;
            }
            if (left <= span.endMs() - from) {
                return from + left;
            }
            left -= span.endMs() - from;
            last = span.endMs();
        }
        return last;
    }
}
