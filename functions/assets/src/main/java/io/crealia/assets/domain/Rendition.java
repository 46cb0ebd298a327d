package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One output of the transcode step.
 *
 * @param kind {@code hls_video}, {@code hls_audio}, {@code mp4} or {@code speech}
 * @param state {@code ready} or {@code skipped}
 * @param reason why it was skipped
 * @param maxBitrate bits a second
 */
public record Rendition(String name, String kind, String state, Optional<String> reason, Optional<String> key,
        Optional<Integer> width, Optional<Integer> height, Optional<Long> maxBitrate) {

    /** @param transcode the transcode step's result document */
    public static List<Rendition> of(JsonNode transcode) {
        var renditions = new ArrayList<Rendition>();
        transcode.path("renditions").forEach(node -> renditions.add(new Rendition(node.path("name").asText(),
                node.path("kind").asText(), node.path("state").asText(), text(node, "reason"), text(node, "key"),
                number(node, "width").map(Long::intValue), number(node, "height").map(Long::intValue),
                number(node, "max_bitrate"))));
        return List.copyOf(renditions);
    }

    public boolean ready() {
        return state.equals("ready");
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }

    private static Optional<Long> number(JsonNode node, String field) {
        return node.path(field).isNumber() ? Optional.of(node.path(field).longValue()) : Optional.empty();
    }
}
