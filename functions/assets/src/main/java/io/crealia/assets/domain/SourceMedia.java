package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the probe step found in the source. Members it did not report are absent. */
public record SourceMedia(Optional<Long> durationMs, Optional<Video> video, Optional<Audio> audio) {
    private static final double MILLI = 1000.0;

    /**
     * @param width and {@code height} as shown, after rotation
     * @param frameRate frames a second, to three decimals
     */
    public record Video(int width, int height, double frameRate, boolean hdr) {}

    public record Audio(String codec, int channels, int sampleRate) {}

    /** @param probe the probe's result document */
    public static SourceMedia of(JsonNode probe) {
        var media = probe.path("media");
        var duration = media.path("duration_ms");
        return new SourceMedia(duration.isNumber() ? Optional.of(duration.longValue()) : Optional.empty(),
                Optional.of(media.path("video")).filter(JsonNode::isObject).map(SourceMedia::video),
                Optional.of(media.path("audio")).filter(JsonNode::isObject).map(SourceMedia::audio));
    }

    private static Video video(JsonNode video) {
        var turned = Math.floorMod(video.path("rotation").asInt(), 180) == 90;
        var stored = new int[]{video.path("width").asInt(), video.path("height").asInt()};
        var rate = video.path("frame_rate");
        var frames = rate.path("num").asDouble() / Math.max(1, rate.path("den").asDouble(1));
        return new Video(stored[turned ? 1 : 0], stored[turned ? 0 : 1], Math.round(frames * MILLI) / MILLI,
                !video.path("transfer").asText("SDR").equals("SDR"));
    }

    private static Audio audio(JsonNode audio) {
        return new Audio(audio.path("codec").asText(), audio.path("channels").asInt(),
                audio.path("sample_rate").asInt());
    }
}
