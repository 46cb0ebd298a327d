package io.crealia.ai.domain.enrich;

import io.crealia.timedtext.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * As many whole sentences as a text model is given, spread evenly over the speech and beginning with the first. All of them
 * where they are short enough together.
 *
 * @param indexes into the transcript's sentences, ascending
 */
public record SentenceSample(List<Integer> indexes, List<Sentence> sentences) {
    /** About 8,000 tokens of English: 35 minutes of speech are read whole. */
    static final int MOST_CHARACTERS = 32_000;
    /** A transcript without punctuation is one sentence; more of it than this is not read. */
    static final int MOST_OF_A_SENTENCE = 1_000;

    public SentenceSample {
        indexes = List.copyOf(indexes);
        sentences = List.copyOf(sentences);
    }

    public static SentenceSample of(List<Sentence> all) {
        var count = all.size();
        var chosen = spread(all.size(), count);
        while (characters(all, chosen) > MOST_CHARACTERS) {
            // At least one less; never below the one sentence that always fits.
            count = Math.max(1, Math.min(count - 1, count * 9 / 10));
            chosen = spread(all.size(), count);
        }
        return new SentenceSample(chosen, chosen.stream().map(all::get).toList());
    }

    /** The sentence as it is told, cut at a word where it is too long. */
    static String text(Sentence sentence) {
        var text = sentence.text();
        if (text.length() <= MOST_OF_A_SENTENCE) {
            return text;
        }
        var space = text.lastIndexOf(' ', MOST_OF_A_SENTENCE);
        var end = space > 0 ? space : MOST_OF_A_SENTENCE;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static List<Integer> spread(int all, int count) {
        var chosen = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            chosen.add((int) ((long) i * all / count));
        }
        return chosen;
    }

    private static int characters(List<Sentence> all, List<Integer> chosen) {
        return chosen.stream().mapToInt(i -> text(all.get(i)).length()).sum();
    }
}
