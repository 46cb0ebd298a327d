package io.crealia.ai.domain.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.domain.TextChecks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an answer must be before anything of it is taken. Faults never quote it: they are sent back to the model. */
public final class EnrichCheck implements Function<JsonNode, List<String>> {
    private static final int MOST_HASHTAGS = 10;
    private static final int FEWEST_HASHTAGS = 3;
    private static final int MOST_CHAPTERS = 20;
    /** Letters of any script, with the marks that belong to them, and digits; not digits alone. */
    private static final Pattern HASHTAG = Pattern.compile("#(?=\\P{L}*\\p{L})[\\p{L}\\p{M}\\p{N}]{1,50}");

    /** Of fewer words no three tags are made without inventing some. */
    private static final int WORDS_FOR_HASHTAGS = 20;

    private final List<Integer> offered;
    private final int fewestHashtags;

    /**
     * @param offered indexes of the sentences that the model was given, ascending from 0
     * @param words how many are spoken
     */
    public EnrichCheck(List<Integer> offered, int words) {
        this.offered = List.copyOf(offered);
        this.fewestHashtags = words < WORDS_FOR_HASHTAGS ? 1 : FEWEST_HASHTAGS;
    }

    @Override
    public List<String> apply(JsonNode answer) {
        var faults = new ArrayList<String>();
        members("", answer, Set.of("title", "description", "hashtags", "chapters", "moderation"), faults);
        faults.addAll(TextChecks.faults("/title", answer.path("title").textValue(), 1, 100));
        faults.addAll(TextChecks.faults("/description", answer.path("description").textValue(), 1, 1000));
        hashtags(answer.path("hashtags"), faults);
        chapters(answer.path("chapters"), faults);
        moderation(answer.path("moderation"), faults);
        return faults;
    }

    private void hashtags(JsonNode hashtags, List<String> faults) {
        if (!hashtags.isArray() || hashtags.size() < fewestHashtags || hashtags.size() > MOST_HASHTAGS) {
            faults.add("/hashtags: expected a list of " + fewestHashtags + " to " + MOST_HASHTAGS);
            return;
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < hashtags.size(); i++) {
            var hashtag = hashtags.get(i).textValue();
            if (hashtag == null || !HASHTAG.matcher(hashtag).matches()) {
                faults.add("/hashtags/" + i + ": expected # and 1 to 50 letters and digits, at least one a letter");
            } else if (!seen.add(hashtag.toLowerCase(Locale.ROOT))) {
                faults.add("/hashtags/" + i + ": expected one that is not listed before");
            }
        }
    }

    private void chapters(JsonNode chapters, List<String> faults) {
        if (!chapters.isArray() || chapters.size() > MOST_CHAPTERS) {
            faults.add("/chapters: expected a list of at most 20");
            return;
        }
        long before = -1;
        for (int i = 0; i < chapters.size(); i++) {
            var at = "/chapters/" + i;
            var chapter = chapters.get(i);
            members(at, chapter, Set.of("sentence", "title"), faults);
            faults.addAll(TextChecks.faults(at + "/title", chapter.path("title").textValue(), 1, 60));
            var sentence = chapter.path("sentence");
            if (!sentence.isIntegralNumber() || !sentence.canConvertToInt() || !offered.contains(sentence.intValue())) {
                faults.add(at + "/sentence: expected the index i of a sentence of the document");
            } else if (sentence.intValue() <= before) {
                faults.add(at + "/sentence: expected a later sentence than the chapter before has");
            } else if (i == 0 && sentence.intValue() != 0) {
                faults.add(at + "/sentence: expected 0, where the video begins");
            }
            before = Math.max(before, sentence.asInt(-1));
        }
    }

    private static void moderation(JsonNode moderation, List<String> faults) {
        members("/moderation", moderation, Set.of("flagged", "categories"), faults);
        var categories = moderation.path("categories");
        var known = categories.isArray();
        var seen = new HashSet<String>();
        for (var category : categories) {
            known &= category.isTextual() && EnrichPrompt.CATEGORIES.contains(category.textValue())
                    && seen.add(category.textValue());
        }
        if (!known) {
            faults.add("/moderation/categories: expected a list of " + EnrichPrompt.CATEGORIES + ", each at most once");
        } else if (!moderation.path("flagged").isBoolean()
                || moderation.path("flagged").booleanValue() == categories.isEmpty()) {
            faults.add("/moderation/flagged: expected true exactly where a category is listed");
        }
    }

    // The name of a stranger is the model's text too, so it is not repeated.
    private static void members(String at, JsonNode object, Set<String> known, List<String> faults) {
        if (!object.isObject()) {
            faults.add(at + ": expected an object");
        } else if (object.propertyStream().anyMatch(member -> !known.contains(member.getKey()))) {
            faults.add(at + ": expected no other members than " + known.stream().sorted().toList());
        }
    }
}
