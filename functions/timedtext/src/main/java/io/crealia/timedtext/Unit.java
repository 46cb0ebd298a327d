package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The least that a cue may be cut into: a word, a character of a script without spaces, or part of a word too long for a
 * line.
 *
 * @param spaced whether a space belongs before it
 * @param pauseMs how long it is silent behind it
 */
record Unit(String text, int columns, long startMs, long endMs, boolean spaced, boolean endsSentence,
        boolean endsClause, long pauseMs) {
    private static final Pattern CLAUSE = Pattern.compile("[,;:،؛、，；：—–)\\]]\"?$");
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    static List<Unit> of(List<Word> words, int maxColumns) {
        var ends = Sentences.ends(words);
        var units = new ArrayList<Unit>(words.size());
        var before = "";
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var text = PlainText.of(word.text());
            if (text.isEmpty()) {
                continue;
            }
            var parts = parts(text, maxColumns);
            long done = 0;
            for (int k = 0; k < parts.size(); k++) {
                var part = parts.get(k);
                var last = k == parts.size() - 1;
                var start = at(word, done, text.length());
                done += part.length();
                units.add(new Unit(part, PlainText.width(part), start,
                        last ? Math.max(start, word.endMs()) : at(word, done, text.length()),
                        k == 0 && PlainText.spaced(before, part), last && ends[i], CLAUSE.matcher(part).find(),
                        last ? Sentences.pause(words, i) : 0));
            }
            before = text;
        }
        return units;
    }

    private static List<String> parts(String word, int maxColumns) {
        var parts = new ArrayList<String>();
        for (var piece : Words.split(word)) {
            if (parts.isEmpty() || PlainText.unspaced(piece.codePointAt(0))
                    || PlainText.unspaced(parts.getLast().codePointBefore(parts.getLast().length()))) {
                parts.add(piece);
            } else {
                parts.add(parts.removeLast() + " " + piece);
            }
        }
        return parts.stream().flatMap(part -> cut(part, maxColumns).stream()).toList();
    }

    private static List<String> cut(String text, int maxColumns) {
        if (PlainText.width(text) <= maxColumns) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var clusters = CLUSTER.matcher(text).results().map(result -> result.group()).toList();
        for (var cluster : clusters) {
            // A cluster of more marks than a line has columns is no letter of any script.
            var pieces = PlainText.width(cluster) <= maxColumns
                    ? List.of(cluster)
                    : cluster.codePoints().mapToObj(Character::toString).toList();
            for (var piece : pieces) {
                if (PlainText.width(part + piece) > maxColumns) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(piece);
            }
        }
        parts.add(part.toString());
        return parts.stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static long at(Word word, long done, int total) {
        return word.startMs() + (word.endMs() - word.startMs()) * done / total;
    }
}
