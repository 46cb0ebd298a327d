package io.crealia.transcoding.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The result document of the step transcode: what the plan decides, then what only the finished job tells. */
public final class TranscodeDocument {
    private TranscodeDocument() {}

    /** The document as far as the plan decides it. */
    public static ObjectNode expected(EncodePlan plan, OutputLayout layout) {
        var json = Json.object().put("schema", 1).put("duration_ms", plan.durationMs());
        json.putObject("hls").put("master", layout.master());
        var renditions = json.putArray("renditions");
        plan.picture().ifPresent(picture -> picture.rungs().forEach(rung -> size(
                hls(renditions, rung.name(), RenditionKind.HLS_VIDEO, layout.variant(rung.name())), rung)));
        if (plan.audio()) {
            hls(renditions, "audio", RenditionKind.HLS_AUDIO, layout.variant("audio"));
        }
        plan.captions().forEach(caption -> hls(renditions, caption.language(), RenditionKind.HLS_CAPTIONS,
                layout.variant(caption.language())));
        plan.picture().map(EncodePlan.Picture::mp4).ifPresent(rung -> size(
                ready(renditions, rung.name(), RenditionKind.MP4).put("key", layout.mp4(rung.name())), rung));
        if (plan.audio()) {
            ready(renditions, "speech", RenditionKind.SPEECH).put("key", layout.speech());
        }
        plan.skipped().forEach(skipped -> renditions.addObject().put("name", skipped.name())
                .put("kind", skipped.kind().wireName()).put("state", "skipped").put("reason", skipped.reason()));
        plan.picture().map(picture -> picture.frames().tiles()).ifPresent(tiles -> json.putObject("frames")
                .put("interval_ms", tiles.intervalMs()).put("tile_width", tiles.size().width())
                .put("tile_height", tiles.size().height()));
        var decisions = json.putArray("decisions");
        plan.decisions().forEach(
                decision -> decisions.addObject().put("what", decision.what()).put("why", decision.why()));
        return json;
    }

    /**
     * Completes the document. The same job and outputs give the same document, whoever asks.
     *
     * @param durationMs of the longest output, 0 where the job did not tell
     */
    public static ObjectNode complete(ObjectNode expected, String jobId, long durationMs, long masterBytes,
            List<String> posters, List<String> tiles) {
        expected.put("job_id", jobId);
        if (durationMs > 0) {
            expected.put("duration_ms", durationMs);
        }
        ((ObjectNode) expected.path("hls")).put("bytes", masterBytes);
        if (expected.path("frames") instanceof ObjectNode frames) {
            posters.forEach(array(frames, "poster")::add);
            tiles.forEach(array(frames, "storyboard")::add);
        }
        return expected;
    }

    /** Every file of the document that must exist, but for frames and segments. */
    public static List<String> keys(JsonNode document) {
        var keys = new ArrayList<String>();
        keys.add(document.path("hls").path("master").asText());
        document.path("renditions").forEach(rendition -> {
            if (rendition.path("state").asText().equals("ready")) {
                keys.add(rendition.path("key").asText());
            }
        });
        return keys;
    }

    private static ObjectNode hls(ArrayNode renditions, String name, RenditionKind kind, String playlist) {
        return ready(renditions, name, kind).put("key", playlist).put("playlist", playlist);
    }

    private static ObjectNode ready(ArrayNode renditions, String name, RenditionKind kind) {
        return renditions.addObject().put("name", name).put("kind", kind.wireName()).put("state", "ready");
    }

    private static void size(ObjectNode rendition, EncodePlan.Rung rung) {
        rendition.put("width", rung.size().width()).put("height", rung.size().height()).put("max_bitrate",
                rung.maxBitrate());
    }

    private static ArrayNode array(ObjectNode frames, String name) {
        return frames.putArray(name);
    }
}
