package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.StepStatus;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;

/** What was measured on the outputs, and why they are as they are. Pending until the verify step has ended. */
public final class ReportJson {
    private ReportJson() {}

    public static ObjectNode of(Asset asset) {
        var verify = StepStatus.of(asset, Step.VERIFY).document();
        var json = Json.object().put("run_id", asset.shown().runId().value()).put("state",
                verify.isMissingNode() ? "pending" : verify.path("ok").asBoolean() ? "passed" : "failed");
        var checks = json.putArray("checks");
        verify.path("checks").forEach(checks::add);
        var decisions = json.putArray("decisions");
        StepStatus.of(asset, Step.TRANSCODE).document().path("decisions").forEach(decisions::add);
        StepStatus.of(asset, Step.REELS).document().path("decisions").forEach(decisions::add);
        var ai = Json.object();
        note(asset, ai, Step.CAPTIONS, "state", "origin", "language", "word_count", "script", "speech_ms", "audio_ms",
                "made_by", "notes", "skipped_reason");
        note(asset, ai, Step.ENRICH, "state", "language", "made_by", "usage", "notes", "skipped_reason");
        note(asset, ai, Step.HIGHLIGHTS, "preset", "considered", "made_by", "notes", "skipped_reason");
        if (!ai.isEmpty()) {
            json.set("ai", ai);
        }
        return json;
    }

    private static void note(Asset asset, ObjectNode ai, Step step, String... fields) {
        var document = StepStatus.of(asset, step).document();
        if (!document.isMissingNode()) {
            ai.set(step.wireName(), Picked.fields(document, Json.object(), fields));
        }
    }
}
