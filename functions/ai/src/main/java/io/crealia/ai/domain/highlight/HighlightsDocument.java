package io.crealia.ai.domain.highlight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Preset;
import io.crealia.platform.json.Json;
import java.util.List;

/** The result document of the step highlights. */
public final class HighlightsDocument {
    private HighlightsDocument() {}

    /** @param needsReview whether a person has yet to see the words that they were found by */
    public static ObjectNode of(Preset preset, List<Highlight> highlights, int considered, boolean needsReview) {
        var json = Json.object().put("schema", 1).put("preset", preset.name())
                .put("state", needsReview ? "needs_review" : "suggested")
                .put("considered", considered);
        var weights = json.putObject("weights");
        for (var term : Term.values()) {
            weights.put(term.wireName(), term.weight(preset.weights()));
        }
        weights.put("rerank", Term.RERANK_SHARE);
        var list = json.putArray("highlights");
        highlights.forEach(highlight -> write(highlight, list.addObject()));
        return json;
    }

    /** The document where there is none. */
    public static ObjectNode skipped(Preset preset, int considered, String reason) {
        var json = Json.object().put("schema", 1).put("preset", preset.name()).put("considered", considered);
        json.putArray("highlights");
        return json.put("skipped_reason", reason);
    }

    private static void write(Highlight highlight, ObjectNode json) {
        json.put("name", "h" + highlight.rank()).put("rank", highlight.rank()).put("start_ms", highlight.startMs())
                .put("end_ms", highlight.endMs()).put("score", highlight.score());
        var terms = json.putObject("terms");
        highlight.terms().forEach((term, value) -> terms.put(term.wireName(), value));
        terms.put("rerank", highlight.rerank());
        json.putObject("words").put("first", highlight.firstWord()).put("last", highlight.lastWord());
        json.put("text", highlight.text());
        highlight.reasons().forEach(json.putArray("reasons")::add);
    }
}
