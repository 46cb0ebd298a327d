package io.crealia.ai.domain.speech;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Matches two lists of words in their order. */
final class WordMatch {
    /** Cells of the table: one byte each. */
    private static final long MAX_CELLS = 24_000_000;
    private static final int MIN_BAND = 200;
    private static final int SAME = 4;
    private static final int ALIKE = 2;
    private static final int OTHER = -2;
    private static final int GAP = -1;
    private static final int UNREACHABLE = Integer.MIN_VALUE / 2;
    private static final byte BOTH = 0;
    private static final byte LEFT = 1;
    private static final byte RIGHT = 2;

    private final String[] left;
    private final String[] right;
    private final int band;
    private final byte[][] moves;

    private WordMatch(List<String> left, List<String> right) {
        this.left = left.stream().map(WordMatch::normal).toArray(String[]::new);
        this.right = right.stream().map(WordMatch::normal).toArray(String[]::new);
        band = (int) Math.min(this.right.length + 1L, Math.max(MIN_BAND, MAX_CELLS / 2 / (left.size() + 1)));
        moves = new byte[left.size() + 1][];
    }

    /** For each word of {@code left}, the index of the word of {@code right} that it is, or -1. */
    static int[] of(List<String> left, List<String> right) {
        var match = new WordMatch(left, right);
        match.fill();
        return match.trace();
    }

    /** Letters and digits in small, without marks. */
    static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** The first column of a row: the band lies around the straight way from start to end. */
    private int first(int row) {
        return Math.max(0, middle(row) - band);
    }

    private int last(int row) {
        return Math.min(right.length, middle(row) + band);
    }

    private int middle(int row) {
        return left.length == 0 ? 0 : (int) ((long) row * right.length / left.length);
    }

    private void fill() {
        var above = new int[right.length + 1];
        var scores = new int[right.length + 1];
        for (int i = 0; i <= left.length; i++) {
            moves[i] = new byte[last(i) - first(i) + 1];
            Arrays.fill(scores, UNREACHABLE);
            for (int j = first(i); j <= last(i); j++) {
                int both = i > 0 && j > 0 ? above[j - 1] + score(left[i - 1], right[j - 1]) : UNREACHABLE;
                int up = i > 0 ? above[j] + GAP : UNREACHABLE;
                int across = j > 0 ? scores[j - 1] + GAP : UNREACHABLE;
                int best = i == 0 && j == 0 ? 0 : Math.max(both, Math.max(up, across));
                scores[j] = Math.max(best, UNREACHABLE);
                moves[i][j - first(i)] = best == both ? BOTH : best == up ? LEFT : RIGHT;
            }
            var swap = above;
            above = scores;
            scores = swap;
        }
    }

    private int[] trace() {
        var match = new int[left.length];
        Arrays.fill(match, -1);
        int i = left.length;
        int j = right.length;
        while (i > 0 && j > 0) {
            var move = moves[i][j - first(i)];
            if (move == BOTH && score(left[i - 1], right[j - 1]) > 0) {
                match[i - 1] = j - 1;
            }
            i -= move == RIGHT ? 0 : 1;
            j -= move == LEFT ? 0 : 1;
        }
        return match;
    }

    private static int score(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return OTHER;
        }
        return a.equals(b) ? SAME : alike(a, b) ? ALIKE : OTHER;
    }

    /** Long words that differ in an ending, or in one letter, are one word said or heard differently. */
    private static boolean alike(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int longer = Math.max(a.length(), b.length());
        if (shorter < 4 || longer - shorter > 2) {
            return false;
        }
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return start == shorter || longer - start - end <= 1;
    }
}
