package io.crealia.ai.domain.speech;

import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out when each word of a script is spoken. Words that a recogniser heard are matched to the script's by a global
 * alignment (Needleman and Wunsch 1970, within a band for long texts); words that were not heard are put into the voiced
 * time between those that were, by their number of letters, and marked as estimated. The script's words are never
 * changed, and the result never overlaps, goes back, or leaves the sound.
 */
public final class ScriptAligner {
    /** What a letter takes at the slowest, about half of common speech: words are not spread over a longer silence. */
    private static final long SLOWEST_MS_PER_LETTER = 160;

    private ScriptAligner() {}

    /**
     * @param words one for each word of the script, in its order
     * @param aligned how many of them were heard
     */
    public record Alignment(List<Word> words, int aligned) {
        public Alignment {
            words = List.copyOf(words);
        }

        public double share() {
            return words.isEmpty() ? 0 : (double) aligned / words.size();
        }
    }

    /**
     * @param script words as they are written, none blank
     * @param heard by ascending start
     */
    public static Alignment align(List<String> script, List<Word> heard, VoicedSpans voiced) {
        var times = inOrder(heard, voiced.audioMs());
        var match = WordMatch.of(script, times.stream().map(Word::text).toList());
        var words = new ArrayList<Word>(script.size());
        int aligned = 0;
        long free = 0;
        for (int i = 0; i < script.size();) {
            if (match[i] >= 0) {
                var found = times.get(match[i]);
                words.add(new Word(script.get(i), found.startMs(), found.endMs(), found.confidence(),
                        found.estimated()));
                free = found.endMs();
                aligned++;
                i++;
                continue;
            }
            int end = i;
            while (end < script.size() && match[end] < 0) {
                end++;
            }
            var next = end < script.size() ? times.get(match[end]).startMs() : voiced.audioMs();
            words.addAll(Estimate.of(script.subList(i, end), free, next, i == 0 && end < script.size(), voiced));
            i = end;
        }
        return new Alignment(words, aligned);
    }

    /** The same words, clipped so that none overlaps another or leaves the sound. */
    public static List<Word> inOrder(List<Word> heard, long audioMs) {
        var words = new ArrayList<Word>(heard.size());
        long free = 0;
        for (var word : heard) {
            var start = Math.min(audioMs, Math.max(free, word.startMs()));
            var end = Math.min(audioMs, Math.max(start, word.endMs()));
            words.add(new Word(word.text(), start, end, word.confidence(), word.estimated()));
            free = end;
        }
        return words;
    }

    /** Words that nobody heard. */
    private static final class Estimate {
        private Estimate() {}

        /** @param late whether they belong to the end of the time rather than to its start */
        static List<Word> of(List<String> texts, long fromMs, long toMs, boolean late, VoicedSpans voiced) {
            long letters = texts.stream().mapToLong(String::length).sum();
            var voice = voiced.within(fromMs, toMs);
            // Without voice in between, the words share the time as it is.
            var space = voice > 0 ? voice : toMs - fromMs;
            var used = Math.min(space, letters * SLOWEST_MS_PER_LETTER);
            var skipped = late ? space - used : 0;
            var words = new ArrayList<Word>(texts.size());
            long before = 0;
            for (var text : texts) {
                var start = at(fromMs, skipped + used * before / letters, voice, voiced);
                before += text.length();
                var end = Math.max(start, at(fromMs, skipped + used * before / letters, voice, voiced));
                words.add(new Word(text, Math.min(start, toMs), Math.min(end, toMs), 0, true));
            }
            return words;
        }

        private static long at(long fromMs, long offset, long voice, VoicedSpans voiced) {
            return voice > 0 ? voiced.after(fromMs, offset) : fromMs + offset;
        }
    }
}
