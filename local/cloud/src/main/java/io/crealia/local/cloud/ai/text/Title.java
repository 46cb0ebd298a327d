package io.crealia.local.cloud.ai.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Chooses the sentence that stands best for the whole, or else names the key phrases. */
final class Title {
    static final int MOST = 70;
    static final String NONE = "Untitled video";
    private static final int FEWEST = 20;
    /** For scripts without spaces, where a character is a word. */
    private static final int FEWEST_UNSPACED = 6;
    /** Whoever begins so speaks of something said before. */
    private static final Set<String> LEANING = Set.of("also", "and", "anyway", "as", "because", "but", "he", "her",
            "his", "however", "it", "it's", "its", "okay", "or", "otherwise", "she", "so", "that", "that's", "their",
            "then", "there", "therefore", "these", "they", "this", "those", "uh", "um", "well", "which", "yeah", "yes");
    private static final double EARLY = 0.5;
    private static final double NAMING = 1.3;

    private Title() {}

    static String of(Reading reading) {
        return only(reading).or(() -> sentence(reading)).or(() -> phrases(reading)).or(() -> beginning(reading))
                .orElse(NONE);
    }

    /** A speech that is not longer than a title is one. */
    private static Optional<String> only(Reading reading) {
        var texts = reading.sentences().stream().map(sentence -> PlainText.bare(sentence.text()))
                .filter(text -> !text.isEmpty()).toList();
        return texts.size() == 1 && texts.getFirst().length() <= MOST
                ? texts.stream().map(PlainText::capitalised).findFirst()
                : Optional.empty();
    }

    private static Optional<String> sentence(Reading reading) {
        String best = null;
        double most = 0;
        for (int i = 0; i < reading.sentences().size(); i++) {
            var text = PlainText.bare(reading.sentences().get(i).text());
            var score = reading.centrality(i) * (1 + EARLY * (1 - (double) i / reading.sentences().size()))
                    * (names(reading, i) ? NAMING : 1);
            if (score > most && fits(text)) {
                best = text;
                most = score;
            }
        }
        return Optional.ofNullable(best).map(PlainText::capitalised);
    }

    private static boolean fits(String text) {
        var fewest = text.indexOf(' ') > 0 ? FEWEST : FEWEST_UNSPACED;
        var first = text.split("[ ,]", 2)[0].replace('’', '\'').toLowerCase(Locale.ROOT);
        return text.length() >= fewest && text.length() <= MOST && !LEANING.contains(first);
    }

    private static boolean names(Reading reading, int sentence) {
        return reading.phrases().stream().findFirst().filter(phrase -> reading.terms().get(sentence).stream()
                .map(Term::stem).toList().containsAll(phrase.stems())).isPresent();
    }

    /** One key phrase, or two of them. */
    static Optional<String> phrases(Reading reading) {
        return pair(KeyPhrases.diverse(reading.phrases()), reading.english(), MOST);
    }

    static Optional<String> pair(List<Phrase> phrases, boolean english, int most) {
        if (phrases.isEmpty()) {
            return Optional.empty();
        }
        var first = phrases.getFirst().title(english);
        var both = phrases.size() > 1
                ? first + (english ? " and " : ", ") + phrases.get(1).title(english)
                : first;
        return Optional.of(both.length() <= most ? both : PlainText.cut(first, most));
    }

    private static Optional<String> beginning(Reading reading) {
        return reading.sentences().stream().map(sentence -> PlainText.bare(sentence.text()))
                .filter(text -> !text.isEmpty()).findFirst()
                .map(text -> PlainText.capitalised(PlainText.cut(text, MOST)));
    }
}
