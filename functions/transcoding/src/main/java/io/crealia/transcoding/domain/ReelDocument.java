package io.crealia.transcoding.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.Optional;

/**
 * One reel in the result document of the step reels: planned, then ready or skipped. The member {@code encode} is ours and
 * leaves with the planning.
 */
public final class ReelDocument {
    public static final String PLANNED = "planned";
    public static final String READY = "ready";
    public static final String SKIPPED = "skipped";

    private ReelDocument() {}

    /** @param noCaptions why nothing is burned in, where nothing is */
    public static ObjectNode planned(ClipPlan plan, String noCaptions) {
        var json = Json.object().put("name", plan.name()).put("state", PLANNED).put("key", plan.key())
                .put("start_ms", plan.startMs()).put("end_ms", plan.endMs()).put("duration_ms", plan.durationMs())
                .put("width", plan.output().width()).put("height", plan.output().height());
        ratio(plan.frameRate(), json.putObject("frame_rate"));
        switch (plan.look()) {
            case ClipPlan.Look.Whole() -> json.put("layout", "track");
            case ClipPlan.Look.Track(var x, var y, var width, var height) -> json.put("layout", "track")
                    .putObject("crop").put("x", x).put("y", y).put("width", width).put("height", height);
            case ClipPlan.Look.FitBlur(var backdrop) ->
                json.put("layout", "fit_blur").put("backdrop_key", backdrop);
        }
        json.put("upscale", plan.upscale());
        plan.burned().ifPresentOrElse(burned -> json.put("captions", "burned_in").put("srt_key", burned.srtKey()),
                () -> json.put("captions", "none").put("captions_reason", noCaptions));
        var encode = json.putObject("encode").put("from", plan.from()).put("to", plan.to())
                .put("max_bitrate", plan.maxBitrate()).put("tone_map", plan.toneMap())
                .put("deinterlace", plan.deinterlace()).put("audio", plan.audio());
        ratio(plan.sourceRate(), encode.putObject("source_rate"));
        plan.burned().ifPresent(burned -> encode.putObject("burned").put("language", burned.language())
                .put("font_size", burned.fontSize()).put("outline", burned.outline()).put("top", burned.top()));
        return json;
    }

    public static ObjectNode skipped(ClipPlan.Skipped skipped) {
        return Json.object().put("name", skipped.name()).put("state", SKIPPED).put("reason", skipped.reason());
    }

    /** The plan of a reel that is not finished yet. */
    public static ClipPlan plan(JsonNode json) {
        var encode = json.path("encode");
        var burned = encode.path("burned");
        return new ClipPlan(json.path("name").asText(), json.path("key").asText(), encode.path("from").asLong(),
                encode.path("to").asLong(), ratio(encode.path("source_rate")),
                new Size(json.path("width").asInt(), json.path("height").asInt()), ratio(json.path("frame_rate")),
                encode.path("max_bitrate").asInt(), look(json), json.path("upscale").asDouble(),
                encode.path("tone_map").asBoolean(), encode.path("deinterlace").asBoolean(),
                encode.path("audio").asBoolean(),
                burned.isObject()
                        ? Optional.of(new ClipPlan.Burned(json.path("srt_key").asText(),
                                burned.path("language").asText(), burned.path("font_size").asInt(),
                                burned.path("outline").asInt(), burned.path("top").asInt()))
                        : Optional.empty());
    }

    private static ClipPlan.Look look(JsonNode json) {
        var crop = json.path("crop");
        if (crop.isObject()) {
            return new ClipPlan.Look.Track(crop.path("x").asInt(), crop.path("y").asInt(), crop.path("width").asInt(),
                    crop.path("height").asInt());
        }
        return json.path("layout").asText().equals("fit_blur")
                ? new ClipPlan.Look.FitBlur(json.path("backdrop_key").asText())
                : new ClipPlan.Look.Whole();
    }

    /** @param durationMs 0 where the job did not tell */
    public static ObjectNode ready(ObjectNode json, String jobId, long durationMs) {
        json.put("state", READY).put("job_id", jobId);
        if (durationMs > 0) {
            json.put("duration_ms", durationMs);
        }
        return json;
    }

    /** A reel whose job failed; the failure is kept until all parts have ended. */
    public static ObjectNode failed(ObjectNode json, Optional<String> jobId, Failure failure) {
        json.put("state", SKIPPED).put("reason", failure.code() + ": " + failure.detail());
        jobId.ifPresent(id -> json.put("job_id", id));
        json.putObject("failure").put("kind", failure.kind().name()).put("code", failure.code()).put("detail",
                failure.detail());
        return json;
    }

    /** The reel as everybody may read it. */
    public static ObjectNode told(ObjectNode json) {
        var told = json.deepCopy();
        told.remove("encode");
        told.remove("failure");
        return told;
    }

    private static void ratio(Ratio ratio, ObjectNode node) {
        node.put("num", ratio.num()).put("den", ratio.den());
    }

    private static Ratio ratio(JsonNode node) {
        return new Ratio(node.path("num").asInt(), node.path("den").asInt());
    }
}
