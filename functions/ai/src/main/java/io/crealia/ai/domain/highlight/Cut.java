package io.crealia.ai.domain.highlight;

/** From where to where a clip goes. Neither end is inside a word. */
record Cut(long startMs, long endMs) {
    /** Before the first word of a clip, so that its onset is not cut off. */
    static final long LEAD_MS = 150;
    /** After its last word, so that it can fade. */
    static final long TRAIL_MS = 250;

    /** The most of the shorter of two clips that the other may share. */
    private static final double MAX_OVERLAP = 0.10;

    long lengthMs() {
        return endMs - startMs;
    }

    boolean apartFrom(Cut other) {
        var shared = Math.min(endMs, other.endMs) - Math.max(startMs, other.startMs);
        return shared <= MAX_OVERLAP * Math.min(lengthMs(), other.lengthMs());
    }
}
