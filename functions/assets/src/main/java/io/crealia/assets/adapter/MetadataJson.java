package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Chapter;
import io.crealia.assets.domain.Suggestion;
import java.util.List;
import java.util.Optional;

/** Title, description, hashtags and chapters: a person's where he gave them, else the machine's, and who says so. */
final class MetadataJson {
    private MetadataJson() {}

    static void put(ObjectNode json, Asset asset) {
        var suggestion = Suggestion.of(asset);
        var usable = suggestion.filter(made -> !made.needsReview());
        var own = asset.edits().overrides();
        own.title().or(() -> usable.flatMap(Suggestion::title)).ifPresent(title -> json.put("title", title));
        own.description().or(() -> usable.flatMap(Suggestion::description))
                .ifPresent(description -> json.put("description", description));
        own.hashtags().or(() -> usable.map(Suggestion::hashtags))
                .ifPresent(hashtags -> texts(json.putArray("hashtags"), hashtags));
        own.chapters().or(() -> usable.map(Suggestion::chapters))
                .ifPresent(chapters -> chapters(json.putArray("chapters"), chapters));
        var edited = own.names();
        if (suggestion.isPresent() || !edited.isEmpty()) {
            var metadata = json.putObject("metadata").put("source", suggestion.isPresent() ? "ai" : "person");
            suggestion.ifPresent(made -> {
                metadata.put("state", made.state());
                Picked.fields(made.madeBy(), metadata, "provider", "model", "prompt_version");
            });
            texts(metadata.putArray("edited"), edited);
        }
        suggestion.ifPresent(made -> {
            texts(json.putObject("moderation").put("flagged", made.flagged()).putArray("categories"),
                    made.categories());
            if (made.needsReview()) {
                suggestions(json.putObject("suggestions"), made);
            }
        });
    }

    private static void suggestions(ObjectNode json, Suggestion made) {
        put(json, "title", made.title());
        put(json, "description", made.description());
        texts(json.putArray("hashtags"), made.hashtags());
        chapters(json.putArray("chapters"), made.chapters());
    }

    private static void put(ObjectNode json, String field, Optional<String> text) {
        text.ifPresent(value -> json.put(field, value));
    }

    private static void texts(ArrayNode list, List<String> texts) {
        texts.forEach(list::add);
    }

    private static void chapters(ArrayNode list, List<Chapter> chapters) {
        chapters.forEach(
                chapter -> list.addObject().put("start_ms", chapter.startMs()).put("title", chapter.title()));
    }
}
