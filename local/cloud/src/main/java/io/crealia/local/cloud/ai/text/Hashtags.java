package io.crealia.local.cloud.ai.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Key phrases as hashtags; where a speech has too few, what is true of any. */
final class Hashtags {
    static final int MOST = 8;
    static final int FEWEST = 3;
    /** So many are worth having even if they repeat a word. */
    private static final int ENOUGH = 5;
    private static final int LONGEST = 40;
    private static final List<String> GENERAL = List.of("Video", "Creator", "Story");

    private Hashtags() {}

    /** @return 3 to 8, each {@code #} with letters and digits, no two that differ in case only */
    static List<String> of(Reading reading, String preset) {
        var tags = new LinkedHashMap<String, String>();
        KeyPhrases.diverse(reading.phrases()).forEach(phrase -> add(tags, phrase.tag(), MOST));
        reading.phrases().forEach(phrase -> add(tags, phrase.tag(), ENOUGH));
        add(tags, new Phrase(List.of(preset.split("[._-]")), List.of(), 0).tag(), FEWEST);
        GENERAL.forEach(general -> add(tags, general, FEWEST));
        return new ArrayList<>(tags.values());
    }

    private static void add(LinkedHashMap<String, String> tags, String tag, int most) {
        if (tags.size() < most && tag.length() <= LONGEST && tag.codePoints().anyMatch(Character::isLetter)) {
            tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), "#" + tag);
        }
    }
}
