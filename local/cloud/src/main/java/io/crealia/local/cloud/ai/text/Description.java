package io.crealia.local.cloud.ai.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sentences that say most of what the whole says, in the order they were said. */
final class Description {
    static final int MOST = 300;
    static final String NONE = "No speech was found in this video.";
    private static final int SENTENCES = 3;
    private static final double TOO_ALIKE = 0.6;

    private Description() {}

    static String of(Reading reading) {
        var chosen = new ArrayList<Integer>();
        int length = 0;
        for (int i : bestFirst(reading)) {
            var text = sentence(reading.sentences().get(i).text());
            if (chosen.size() < SENTENCES && length + text.length() + chosen.size() <= MOST
                    && chosen.stream().allMatch(other -> reading.likeness(i, other) < TOO_ALIKE)) {
                chosen.add(i);
                length += text.length();
            }
        }
        if (chosen.isEmpty()) {
            // Either there is none, or each is too long by itself.
            return bestFirst(reading).stream().findFirst()
                    .map(i -> cut(sentence(reading.sentences().get(i).text()))).orElse(NONE);
        }
        return chosen.stream().sorted().map(i -> sentence(reading.sentences().get(i).text()))
                .collect(Collectors.joining(" "));
    }

    private static List<Integer> bestFirst(Reading reading) {
        return IntStream.range(0, reading.sentences().size()).boxed()
                .filter(i -> !PlainText.bare(reading.sentences().get(i).text()).isEmpty())
                .sorted(Comparator.comparingDouble((Integer i) -> reading.centrality(i)).reversed()).toList();
    }

    private static String cut(String text) {
        return PlainText.cut(text, MOST - 1) + "…";
    }

    /** With a capital, and an end where it has none. */
    private static String sentence(String text) {
        var last = text.codePointBefore(text.length());
        var ended = PlainText.word(last) ? text + "." : text;
        return PlainText.capitalised(ended.endsWith(",") ? ended.substring(0, ended.length() - 1) + "." : ended);
    }
}
