package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;

/** Words out of text. */
public final class Words {
    /** Longer than any word, and short enough for whoever reads the words again. */
    public static final int MAX_LENGTH = 200;

    private Words() {}

    /** Shares each cue's time among its words by their number of letters; their times are estimated. */
    public static List<Word> ofCues(List<Cue> cues) {
        var words = new ArrayList<Word>();
        for (var cue : cues) {
            var tokens = split(String.join(" ", cue.lines()));
            long total = tokens.stream().mapToLong(String::length).sum();
            long before = 0;
            for (var token : tokens) {
                var start = at(cue, before, total);
                before += token.length();
                words.add(new Word(token, start, at(cue, before, total), 1, true));
            }
        }
        return List.copyOf(words);
    }

    /**
     * Cuts text into words as they are written, punctuation included: at spaces, and between the characters of scripts
     * without spaces. What has no letter belongs to the word before it, or behind it at the start. No word is longer than
     * {@link #MAX_LENGTH}; longer ones are cut.
     */
    public static List<String> split(String text) {
        var words = new ArrayList<String>();
        var lead = new StringBuilder();
        for (var token : PlainText.of(text).split(" ")) {
            var fresh = true;
            for (var piece : pieces(token)) {
                if (lead.length() + piece.length() >= MAX_LENGTH) {
                    flush(words, lead);
                }
                if (PlainText.hasLetter(piece)) {
                    words.add(lead.append(piece).toString());
                    lead.setLength(0);
                } else if (!lead.isEmpty() || opens(piece) || !fits(words, piece)) {
                    lead.append(piece).append(fresh && !opens(piece) ? " " : "");
                } else {
                    words.add(words.removeLast() + (fresh ? " " : "") + piece);
                }
                fresh = false;
            }
        }
        if (!lead.isEmpty() && fits(words, lead)) {
            words.add(words.removeLast() + " " + lead.toString().strip());
        } else {
            flush(words, lead);
        }
        return List.copyOf(words);
    }

    /** The same text, cut to {@link #MAX_LENGTH}. */
    public static String limited(String word) {
        if (word.length() <= MAX_LENGTH) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    private static boolean fits(List<String> words, CharSequence more) {
        return !words.isEmpty() && words.getLast().length() + 1 + more.length() <= MAX_LENGTH;
    }

    private static void flush(List<String> words, StringBuilder lead) {
        if (!lead.toString().isBlank()) {
            words.add(lead.toString().strip());
        }
        lead.setLength(0);
    }

    /** A token as a whole, or its characters where their script has no spaces. */
    static List<String> pieces(String token) {
        var pieces = new ArrayList<String>();
        var current = new StringBuilder();
        int[] points = token.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (!current.isEmpty()
                    && (PlainText.unspaced(points[i])
                            || PlainText.unspaced(current.codePointBefore(current.length())))) {
                pieces.add(current.toString());
                current.setLength(0);
            }
            current.appendCodePoint(points[i]);
            if (current.length() >= MAX_LENGTH - 1) {
                pieces.add(current.toString());
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            pieces.add(current.toString());
        }
        return pieces;
    }

    private static boolean opens(String piece) {
        return piece.codePoints().allMatch(point -> {
            var type = Character.getType(point);
            return type == Character.START_PUNCTUATION || type == Character.INITIAL_QUOTE_PUNCTUATION;
        });
    }

    private static long at(Cue cue, long share, long total) {
        return cue.startMs() + (cue.endMs() - cue.startMs()) * share / Math.max(1, total);
    }
}
