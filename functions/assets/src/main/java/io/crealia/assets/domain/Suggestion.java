package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the enrich step says about an asset.
 *
 * @param state {@code suggested}, or {@code needs_review}: not shown as the asset's own before a person took it
 * @param madeBy provider, model and prompt version, as the step wrote them
 */
public record Suggestion(String state, Optional<String> title, Optional<String> description, List<String> hashtags,
        List<Chapter> chapters, boolean flagged, List<String> categories, JsonNode madeBy) {

    /** @return empty where the step has no result that is shown, or had nothing to say */
    public static Optional<Suggestion> of(Asset asset) {
        var status = StepStatus.of(asset, Step.ENRICH);
        return status.state().equals("ready") ? Optional.of(read(status.document())) : Optional.empty();
    }

    public boolean needsReview() {
        return !state.equals("suggested");
    }

    private static Suggestion read(JsonNode document) {
        var chapters = new ArrayList<Chapter>();
        document.path("chapters").forEach(
                chapter -> chapters
                        .add(new Chapter(chapter.path("start_ms").asLong(), chapter.path("title").asText())));
        // Whatever does not say that it is a suggestion waits for a person.
        var state = document.path("state").asText().equals("suggested") ? "suggested" : "needs_review";
        return new Suggestion(state, text(document, "title"), text(document, "description"),
                texts(document.path("hashtags")), List.copyOf(chapters),
                document.path("moderation").path("flagged").asBoolean(),
                texts(document.path("moderation").path("categories")), document.path("made_by"));
    }

    private static Optional<String> text(JsonNode document, String field) {
        return Optional.ofNullable(document.path(field).textValue()).filter(text -> !text.isEmpty());
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(node -> texts.add(node.asText()));
        return List.copyOf(texts);
    }
}
