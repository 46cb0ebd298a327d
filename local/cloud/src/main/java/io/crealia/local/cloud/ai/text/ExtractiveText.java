package io.crealia.local.cloud.ai.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Words a transcript by picking from it, with OpenNLP's and Lucene's knowledge of languages. The same document has the same
 * answer. Not thread-safe. Models are read when they are first needed.
 */
public final class ExtractiveText {
    private static final String ENGLISH = "en";
    private static final String NOTICE = "Picked from what was said by counting words, not understood; "
            + "moderation looks for a short list of English words only.";
    private static final String FOREIGN = " Not English, so parts of speech are unknown and phrases are guessed by "
            + "how often words stand together.";

    private final Moderation moderation = new Moderation();
    private Optional<EnglishTagger> tagger = Optional.empty();
    private Optional<LanguageGuess> guess = Optional.empty();

    /** @param notice one sentence or two about what the answer is worth */
    public record Answer(ObjectNode json, String notice) {}

    /** @throws BadDocumentException if the document is not as the task needs it */
    public Answer answer(TextTask task, JsonNode document) {
        return switch (task) {
            case ENRICH -> enrich(Document.enrich(document));
            case RERANK -> rerank(Document.rerank(document));
        };
    }

    private Answer enrich(Document.Enrich document) {
        var sentences = document.sentences();
        var reading = read(document.language().orElseGet(() -> guess(sentences)), sentences);
        var json = JsonNodeFactory.instance.objectNode().put("title", Title.of(reading))
                .put("description", Description.of(reading));
        var hashtags = json.putArray("hashtags");
        Hashtags.of(reading, document.preset()).forEach(hashtags::add);
        var chapters = json.putArray("chapters");
        Chapters.of(reading).forEach(chapter -> chapters.addObject()
                .put("sentence", sentences.get(chapter.position()).index()).put("title", chapter.title()));
        var categories = moderation.categories(sentences);
        var flags = json.putObject("moderation").put("flagged", !categories.isEmpty());
        categories.forEach(flags.putArray("categories")::add);
        return new Answer(json, notice(reading));
    }

    private Answer rerank(Document.Rerank document) {
        var reading = read(guess(document.moments()), document.moments());
        var json = JsonNodeFactory.instance.objectNode();
        var ranking = json.putArray("ranking");
        Ranking.of(reading).forEach(position -> ranking.add(document.ids().get(position)));
        return new Answer(json, notice(reading));
    }

    private Reading read(String language, List<Spoken> sentences) {
        var english = language.equals(ENGLISH);
        if (english && tagger.isEmpty()) {
            tagger = Optional.of(new EnglishTagger());
        }
        try (var reader = new TermReader(language, english ? tagger : Optional.empty())) {
            return new Reading(english, sentences, reader.all(sentences));
        }
    }

    private String guess(List<Spoken> sentences) {
        if (guess.isEmpty()) {
            guess = Optional.of(new LanguageGuess());
        }
        return guess.get().of(sentences.stream().map(Spoken::text).collect(Collectors.joining(" "))).orElse(ENGLISH);
    }

    private static String notice(Reading reading) {
        return reading.english() ? NOTICE : NOTICE + FOREIGN;
    }
}
