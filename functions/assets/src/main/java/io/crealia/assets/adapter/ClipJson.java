package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.StepStatus;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.util.HashSet;

/** Highlights and reels as the API shows them. Keys of the bucket and ids of jobs are not shown. */
public final class ClipJson {
    private ClipJson() {}

    /** The moments worth a clip, each with the terms of its score and the words that explain it. */
    public static ObjectNode highlights(Asset asset) {
        var status = StepStatus.of(asset, Step.HIGHLIGHTS);
        var json = state(status);
        Picked.fields(status.document(), json, "preset", "weights", "considered", "made_by", "notes");
        // The text is a transcript: who shows it must know whether a person has seen it.
        if (status.document().has("highlights")) {
            json.put("review", status.document().path("state").asText().equals("needs_review") ? "required" : "none");
        }
        var data = json.putArray("data");
        status.document().path("highlights").forEach(highlight -> data.add(Picked.fields(highlight, Json.object(),
                "name", "rank", "start_ms", "end_ms", "score", "terms", "words", "text", "reasons")));
        return json;
    }

    /** The vertical clips, each with how it was made and the score of the moment that it shows. */
    public static ObjectNode reels(Asset asset) {
        var status = StepStatus.of(asset, Step.REELS);
        var highlights = StepStatus.of(asset, Step.HIGHLIGHTS).document().path("highlights");
        var json = state(status);
        var unfit = new HashSet<String>();
        StepStatus.of(asset, Step.VERIFY).document().path("failed_reels").forEach(name -> unfit.add(name.asText()));
        var data = json.putArray("data");
        status.document().path("reels").forEach(reel -> {
            var item = Picked.fields(reel, Json.object(), "name", "state", "reason", "start_ms", "end_ms",
                    "duration_ms", "width", "height", "frame_rate", "layout", "crop", "upscale", "captions",
                    "captions_reason");
            if (unfit.contains(reel.path("name").asText())) {
                item.put("state", "errored").put("reason", "It does not conform; the report has the figures.");
            }
            Picked.fields(named(highlights, reel.path("name").asText()), item, "score");
            data.add(item);
        });
        return json;
    }

    private static ObjectNode state(StepStatus status) {
        var json = Json.object().put("state", status.state());
        status.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    private static JsonNode named(JsonNode list, String name) {
        for (var element : list) {
            if (element.path("name").asText().equals(name)) {
                return element;
            }
        }
        return Json.object();
    }
}
