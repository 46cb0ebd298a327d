package io.crealia.ai.domain.highlight;

import java.util.List;
import java.util.Map;

/**
 * A moment worth a clip of its own.
 *
 * @param rank from 1, by descending score
 * @param score 0 to 1, of the terms and the rerank
 * @param rerank 1 where a model likes it best, 0 where it likes it least or was not asked
 * @param firstWord index into the transcript's words
 * @param lastWord inclusive
 * @param text what is spoken
 * @param reasons sentences, the one that counts most first
 */
public record Highlight(int rank, long startMs, long endMs, double score, Map<Term, Double> terms, double rerank,
        int firstWord, int lastWord, String text, List<String> reasons) {}
