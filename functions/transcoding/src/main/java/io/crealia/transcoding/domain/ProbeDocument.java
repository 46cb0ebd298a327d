package io.crealia.transcoding.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.util.Optional;

/** The result document of the step probe. */
public final class ProbeDocument {
    private ProbeDocument() {}

    public static ObjectNode write(MediaInfo info) {
        var json = Json.object().put("schema", 1);
        var media = json.putObject("media").put("container", info.container()).put("duration_ms", info.durationMs())
                .put("size_bytes", info.sizeBytes());
        info.video().ifPresent(video -> {
            var node = media.putObject("video").put("codec", video.codec()).put("width", video.width())
                    .put("height", video.height()).put("rotation", video.rotation());
            write(video.frameRate(), node.putObject("frame_rate"));
            node.put("variable_frame_rate", video.variableFrameRate()).put("bit_depth", video.bitDepth())
                    .put("transfer", video.transfer().name()).put("interlaced", video.interlaced());
            write(video.pixelAspect(), node.putObject("pixel_aspect"));
        });
        info.audio().ifPresent(audio -> media.putObject("audio").put("codec", audio.codec())
                .put("channels", audio.channels()).put("sample_rate", audio.sampleRate()));
        return json;
    }

    /** @throws IllegalArgumentException if the document is not one that {@link #write} made */
    public static MediaInfo read(JsonNode document) {
        var media = document.path("media");
        if (document.path("schema").asInt() != 1 || !media.isObject()) {
            throw new IllegalArgumentException("expected a probe result of schema 1");
        }
        return new MediaInfo(media.path("container").asText(), media.path("duration_ms").asLong(),
                media.path("size_bytes").asLong(), video(media.path("video")), audio(media.path("audio")));
    }

    private static Optional<MediaInfo.Video> video(JsonNode node) {
        return node.isObject()
                ? Optional.of(new MediaInfo.Video(node.path("codec").asText(), node.path("width").asInt(),
                        node.path("height").asInt(), node.path("rotation").asInt(), ratio(node.path("frame_rate")),
                        node.path("variable_frame_rate").asBoolean(), node.path("bit_depth").asInt(),
                        MediaInfo.Transfer.valueOf(node.path("transfer").asText()),
                        node.path("interlaced").asBoolean(), ratio(node.path("pixel_aspect"))))
                : Optional.empty();
    }

    private static Optional<MediaInfo.Audio> audio(JsonNode node) {
        return node.isObject()
                ? Optional.of(new MediaInfo.Audio(node.path("codec").asText(), node.path("channels").asInt(),
                        node.path("sample_rate").asInt()))
                : Optional.empty();
    }

    private static void write(Ratio ratio, ObjectNode node) {
        node.put("num", ratio.num()).put("den", ratio.den());
    }

    private static Ratio ratio(JsonNode node) {
        return node.isObject() ? new Ratio(node.path("num").asInt(), node.path("den").asInt()) : Ratio.ONE;
    }
}
