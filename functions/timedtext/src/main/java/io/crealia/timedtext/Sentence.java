package io.crealia.timedtext;

/**
 * Consecutive words that belong together.
 *
 * @param first index of its first word in the transcript
 * @param last index of its last word, inclusive
 */
public record Sentence(int first, int last, long startMs, long endMs, String text) {}
