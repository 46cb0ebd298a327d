package io.crealia.timedtext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where sentences end: at punctuation and at long pauses. A full stop after an abbreviation, an initial, or before a
 * word in small letters ends none.
 */
final class Sentences {
    /** A pause this long ends a sentence where punctuation tells of the others. */
    static final long PAUSE_MS = 2_000;
    /** The same where there is no punctuation, as recognisers without any leave it. */
    static final long PAUSE_UNPUNCTUATED_MS = 700;
    /** Fewer ends than one in so many words: the text has no punctuation to go by. */
    private static final int WORDS_PER_END = 50;
    /** A sentence that has more words is cut at its longest pause. */
    static final int MAX_WORDS = 60;
    private static final int MIN_CUT = 15;

    private static final String CLOSERS = "\"'”’»›)]}」』）】";
    private static final Pattern END = Pattern.compile("[.!?…。．！？؟۔।॥]$");
    private static final Pattern INITIALS = Pattern.compile("(\\p{L}\\.)+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+\\.");
    private static final Set<String> ABBREVIATIONS = Set.of("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "sr.", "jr.",
            "vs.", "etc.", "e.g.", "i.e.", "cf.", "no.", "nos.", "vol.", "fig.", "approx.", "dept.", "est.", "gen.",
            "gov.", "hon.", "lt.", "col.", "capt.", "sgt.", "rev.", "mt.", "inc.", "ltd.", "co.", "corp.", "jan.",
            "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "p.", "pp.",
            "z.b.", "d.h.", "bzw.", "usw.", "ca.", "nr.", "hr.", "fr.", "m.", "mme.", "mlle.", "sra.", "sig.");

    private Sentences() {}

    static List<Sentence> of(List<Word> words) {
        var sentences = new ArrayList<Sentence>();
        var ends = ends(words);
        for (int first = 0, i = 0; i < words.size(); i++) {
            if (ends[i]) {
                var part = words.subList(first, i + 1);
                var end = part.stream().mapToLong(Word::endMs).max().orElseThrow();
                sentences.add(new Sentence(first, i, words.get(first).startMs(), end,
                        PlainText.join(part.stream().map(Word::text).toList())));
                first = i + 1;
            }
        }
        return List.copyOf(sentences);
    }

    /** For each word, whether it is the last of its sentence. */
    static boolean[] ends(List<Word> words) {
        var ends = new boolean[words.size()];
        int count = 0;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = endsByPunctuation(words, i);
            count += ends[i] ? 1 : 0;
        }
        var longPause = count * WORDS_PER_END < words.size() ? PAUSE_UNPUNCTUATED_MS : PAUSE_MS;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ends[i] || i == ends.length - 1 || pause(words, i) >= longPause;
        }
        cutLong(words, ends);
        return ends;
    }

    /** What is silent after a word; 0 after the last. */
    static long pause(List<Word> words, int i) {
        return i + 1 < words.size() ? Math.max(0, words.get(i + 1).startMs() - words.get(i).endMs()) : 0;
    }

    private static boolean endsByPunctuation(List<Word> words, int i) {
        var text = withoutClosers(words.get(i).text());
        if (!END.matcher(text).find()) {
            return false;
        }
        if (!text.endsWith(".") || i + 1 == words.size()) {
            return true;
        }
        var next = words.get(i + 1).text();
        var goesOn = Character.isLowerCase(next.codePointAt(0))
                || NUMBER.matcher(text).matches() && Character.isDigit(next.codePointAt(0));
        var abbreviated = ABBREVIATIONS.contains(text.toLowerCase(Locale.ROOT)) || INITIALS.matcher(text).matches();
        return !goesOn && !abbreviated;
    }

    private static String withoutClosers(String text) {
        int end = text.length();
        while (end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static void cutLong(List<Word> words, boolean[] ends) {
        for (int first = 0, i = 0; i < ends.length; i++) {
            if (i - first + 1 > MAX_WORDS) {
                int cut = first + MIN_CUT;
                for (int k = cut + 1; k < i; k++) {
                    cut = pause(words, k) > pause(words, cut) ? k : cut;
                }
                ends[cut] = true;
                first = cut + 1;
            }
            if (ends[i]) {
                first = i + 1;
            }
        }
    }
}
