package io.crealia.ai.domain.highlight;

import io.crealia.timedtext.Sentence;
import io.crealia.timedtext.Word;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a speech is about: the content words it says again and again.
 *
 * <p>Salience is {@code tf * ln(1 + sentences / df)}, tf times idf over sentences (Spärck Jones 1972), so a word counts
 * more the more often it is said, and less the more evenly it is spread. For English a list says which words have no
 * content of their own; for other languages those are the short ones and those in most sentences.
 */
final class Topics {
    private static final int MOST = 8;
    private static final int MIN_COUNT = 2;
    private static final double COMMON = 0.30;
    private static final int SENTENCES_TO_JUDGE_COMMON = 5;
    private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|(?:['’]s)?[^\\p{L}\\p{M}\\p{N}]*$");
    private static final int LONGEST_WORD = 64;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’-]+");

    private final List<Topic> topics;
    private final int[] masks;
    private final double all;

    private record Topic(String word, double salience) {}

    private Topics(List<Topic> topics, int[] masks) {
        this.topics = topics;
        this.masks = masks;
        this.all = topics.stream().mapToDouble(Topic::salience).sum();
    }

    static Topics of(List<Word> words, List<Sentence> sentences, String language) {
        var english = language.equals("en") || language.startsWith("en-");
        var perSentence = new ArrayList<Set<String>>();
        var counts = new LinkedHashMap<String, int[]>();
        for (var sentence : sentences) {
            var said = new HashSet<String>();
            for (int i = sentence.first(); i <= sentence.last(); i++) {
                var word = normal(words.get(i).text());
                if (mayHaveContent(word, english)) {
                    var count = counts.computeIfAbsent(word, _ -> new int[2]);
                    count[0]++;
                    count[1] += said.add(word) ? 1 : 0;
                }
            }
            perSentence.add(said);
        }
        var topics = salient(counts, sentences.size(), english);
        return new Topics(topics, perSentence.stream().mapToInt(said -> mask(said, topics)).toArray());
    }

    /** Whether anything is known of what the speech is about. */
    boolean known() {
        return !topics.isEmpty();
    }

    /** The topics that a sentence names, a bit each; those of a span are its sentences' together. */
    int named(int sentence) {
        return masks[sentence];
    }

    /** The share of all salience that these topics have, 0 to 1. */
    double coverage(int named) {
        double sum = 0;
        for (int i = 0; i < topics.size(); i++) {
            sum += (named >> i & 1) * topics.get(i).salience();
        }
        return known() ? sum / all : 0;
    }

    /** The topics as words, the most salient first. */
    List<String> words(int named) {
        var words = new ArrayList<String>();
        for (int i = 0; i < topics.size(); i++) {
            if ((named >> i & 1) == 1) {
                words.add(topics.get(i).word());
            }
        }
        return words;
    }

    private static List<Topic> salient(Map<String, int[]> counts, int sentences, boolean english) {
        // The sort is stable: of equals, the one said first stays first.
        return counts.entrySet().stream().filter(entry -> entry.getValue()[0] >= MIN_COUNT)
                .filter(entry -> english || sentences < SENTENCES_TO_JUDGE_COMMON
                        || entry.getValue()[1] <= COMMON * sentences)
                .map(entry -> new Topic(entry.getKey(),
                        entry.getValue()[0] * StrictMath.log(1 + (double) sentences / entry.getValue()[1])))
                .sorted(Comparator.comparingDouble(Topic::salience).reversed()).limit(MOST).toList();
    }

    private static int mask(Set<String> said, List<Topic> topics) {
        int mask = 0;
        for (int i = 0; i < topics.size(); i++) {
            mask |= (said.contains(topics.get(i).word()) ? 1 : 0) << i;
        }
        return mask;
    }

    private static String normal(String text) {
        if (text.length() > LONGEST_WORD) {
            return "";
        }
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return EDGE.matcher(lower).replaceAll("");
    }

    private static boolean mayHaveContent(String word, boolean english) {
        if (!WORD.matcher(word).matches() || word.codePoints().noneMatch(Character::isLetter)) {
            return false;
        }
        if (english) {
            return word.length() >= 3 && !StopWords.ENGLISH.contains(word.replace('’', '\''));
        }
        // Scripts without letter case write a word with few characters.
        var cased = word.codePoints().anyMatch(Character::isLowerCase);
        return word.codePointCount(0, word.length()) >= (cased ? 4 : 2);
    }
}
