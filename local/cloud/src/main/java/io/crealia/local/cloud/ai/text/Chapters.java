package io.crealia.local.cloud.ai.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names the parts between topic shifts by the phrases that are theirs more than the other parts'. */
final class Chapters {
    private static final int MOST_TITLE = 60;

    /** @param position of its first sentence in the document */
    record Chapter(int position, String title) {}

    private Chapters() {}

    static List<Chapter> of(Reading reading) {
        if (reading.sentences().stream().allMatch(sentence -> sentence.text().isEmpty())) {
            return List.of();
        }
        var starts = TopicShifts.of(reading.sentences(), reading.terms());
        var parts = new ArrayList<List<Phrase>>();
        Map<String, Integer> within = new HashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            var end = i + 1 < starts.size() ? starts.get(i + 1) : reading.sentences().size();
            var phrases = KeyPhrases.of(reading.terms().subList(starts.get(i), end), reading.english());
            phrases.forEach(phrase -> within.merge(phrase.key(), 1, Integer::sum));
            parts.add(phrases);
        }
        var titles = new HashSet<String>();
        var chapters = new ArrayList<Chapter>();
        for (int i = 0; i < starts.size(); i++) {
            chapters.add(
                    new Chapter(starts.get(i), title(reading, starts.get(i), own(parts.get(i), within, parts.size()),
                            titles)));
        }
        return chapters;
    }

    private static List<Phrase> own(List<Phrase> phrases, Map<String, Integer> within, int parts) {
        return phrases.stream().sorted(Comparator.comparingDouble(
                (Phrase phrase) -> phrase.score() * Math.log1p((double) parts / within.get(phrase.key()))).reversed())
                .toList();
    }

    private static String title(Reading reading, int start, List<Phrase> phrases, HashSet<String> taken) {
        var diverse = KeyPhrases.diverse(phrases);
        for (int i = 0; i < diverse.size(); i++) {
            var phrase = diverse.get(i);
            // One word says little, so it gets company.
            var chosen = phrase.words().size() == 1
                    ? diverse.subList(i, Math.min(diverse.size(), i + 2))
                    : List.of(phrase);
            var title = Title.pair(chosen, reading.english(), MOST_TITLE).orElseThrow();
            if (taken.add(title.toLowerCase(Locale.ROOT))) {
                return title;
            }
        }
        var beginning = reading.sentences().subList(start, reading.sentences().size()).stream()
                .map(sentence -> PlainText.bare(sentence.text())).filter(text -> !text.isEmpty()).findFirst();
        return beginning.map(text -> PlainText.capitalised(PlainText.cut(text, MOST_TITLE)))
                .orElse("Part " + (taken.size() + 1));
    }
}
