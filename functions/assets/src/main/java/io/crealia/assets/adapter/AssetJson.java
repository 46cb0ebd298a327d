package io.crealia.assets.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.PlayableFiles;
import io.crealia.assets.domain.Rendition;
import io.crealia.assets.domain.SourceMedia;
import io.crealia.assets.domain.StepResult;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.Optional;

/** Assets as the API shows them. Keys of the bucket are not shown. */
public final class AssetJson {
    private static final int DONE = 100;

    private AssetJson() {}

    /** An element of the list. */
    public static ObjectNode summary(AssetSummary asset) {
        var state = asset.state().wireName();
        var json = Json.object().put("id", asset.id().value()).put("state", state);
        var atWork = asset.lastRun().filter(run -> !run.state().terminal());
        json.putObject("progress").put("state", atWork.map(run -> run.state().wireName()).orElse(state))
                .put("percent", asset.lastRun().isPresent() && atWork.isEmpty() ? DONE : asset.percent());
        json.put("playable", asset.playable());
        reason(json, asset.reason());
        asset.probe().map(StepResult::document).map(SourceMedia::of).ifPresent(media -> media(media, json));
        json.put("created_at", asset.createdAt().toString()).put("updated_at", asset.updatedAt().toString())
                .put("run_id", asset.runId().value());
        asset.lastRun().ifPresent(run -> reason(json.putObject("last_run").put("run_id", run.runId().value())
                .put("state", run.state().wireName()), run.reason()));
        return json;
    }

    /** One asset; of one that is gone, no more than that. */
    public static ObjectNode asset(Asset asset) {
        if (asset.gone()) {
            return Json.object().put("id", asset.id().value()).put("state", asset.state().wireName())
                    .put("playable", false).put("created_at", asset.createdAt().toString())
                    .put("updated_at", asset.updatedAt().toString());
        }
        var json = summary(asset.summary());
        MetadataJson.put(json, asset);
        json.put("playback_policy", asset.edits().policy().wireName());
        var files = PlayableFiles.of(asset);
        json.put("poster", files.find(PlayableFiles.POSTER).isPresent()).put("storyboard",
                files.find(PlayableFiles.STORYBOARD).isPresent());
        var renditions = json.putArray("renditions");
        Rendition.of(document(asset, Step.TRANSCODE)).forEach(rendition -> renditions.addObject()
                .put("name", rendition.name()).put("kind", rendition.kind()).put("state", rendition.state()));
        var steps = json.putArray("steps");
        asset.steps().forEach(report -> steps.add(step(report)));
        return json;
    }

    public static ObjectNode renditions(Asset asset) {
        var json = Json.object();
        var data = json.putArray("data");
        Rendition.of(document(asset, Step.TRANSCODE)).forEach(rendition -> {
            var item = data.addObject().put("name", rendition.name()).put("kind", rendition.kind()).put("state",
                    rendition.state());
            rendition.reason().ifPresent(reason -> item.put("reason", reason));
            rendition.width().ifPresent(width -> item.put("width", width));
            rendition.height().ifPresent(height -> item.put("height", height));
            rendition.maxBitrate().ifPresent(bitrate -> item.put("max_bitrate", bitrate));
        });
        return json;
    }

    private static void reason(ObjectNode json, Optional<Reason> reason) {
        reason.ifPresent(r -> json.putObject("reason").put("code", r.code()).put("detail", r.detail()));
    }

    private static void media(SourceMedia media, ObjectNode json) {
        media.durationMs().ifPresent(duration -> json.put("duration_ms", duration));
        media.video().ifPresent(video -> json.putObject("video").put("width", video.width())
                .put("height", video.height()).put("frame_rate", video.frameRate()).put("hdr", video.hdr()));
        media.audio().ifPresent(audio -> json.putObject("audio").put("codec", audio.codec())
                .put("channels", audio.channels()).put("sample_rate", audio.sampleRate()));
    }

    private static ObjectNode step(StepReport report) {
        var json = Json.object().put("name", report.step().wireName()).put("state", report.state()).put("attempt",
                report.attempt());
        report.startedAt().ifPresent(at -> json.put("started_at", at.toString()));
        report.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
        report.startedAt().flatMap(start -> report.endedAt().map(end -> Duration.between(start, end)))
                .ifPresent(took -> json.put("duration_ms", took.toMillis()));
        report.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    private static JsonNode document(Asset asset, Step step) {
        return Optional.ofNullable(asset.shown().results().get(step)).map(StepResult::document)
                .orElse(MissingNode.getInstance());
    }
}
