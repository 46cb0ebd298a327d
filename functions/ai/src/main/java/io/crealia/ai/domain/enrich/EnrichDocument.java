package io.crealia.ai.domain.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.List;

/** The result document of the step enrich. */
public final class EnrichDocument {
    private EnrichDocument() {}

    /**
     * Takes from the answer what it must have, member by member, so that nothing else of it gets any further.
     *
     * @param answer as {@link EnrichCheck} approved it
     * @param needsReview whether a person has yet to see the words that this was made of
     */
    public static ObjectNode of(JsonNode answer, Chapters chapters, String language, boolean needsReview,
            List<String> notes) {
        var json = Json.object().put("schema", 1).put("state", needsReview ? "needs_review" : "suggested")
                .put("title", answer.path("title").textValue())
                .put("description", answer.path("description").textValue());
        var hashtags = json.putArray("hashtags");
        answer.path("hashtags").forEach(hashtag -> hashtags.add(hashtag.textValue()));
        var list = json.putArray("chapters");
        chapters.list().forEach(
                chapter -> list.addObject().put("start_ms", chapter.startMs()).put("title", chapter.title()));
        var moderation = json.putObject("moderation").put("flagged",
                answer.path("moderation").path("flagged").booleanValue());
        var categories = moderation.putArray("categories");
        answer.path("moderation").path("categories").forEach(category -> categories.add(category.textValue()));
        json.put("language", language);
        notes.forEach(json.putArray("notes")::add);
        return json;
    }
}
