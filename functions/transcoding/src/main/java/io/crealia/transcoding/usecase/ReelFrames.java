package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.Saliency;
import io.crealia.transcoding.port.MediaStore;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stills that the encode took of a source, by time: the small ones say where things happen, a large one is a backdrop. */
final class ReelFrames {
    private static final int MAX_FRAME_BYTES = 8_000_000;
    /** More say nothing new. */
    private static final int MOST = 24;

    private final MediaStore store;
    private final List<String> tiles;
    private final long tileMs;
    private final List<String> posters;
    private final long posterMs;

    /**
     * @param transcode the encode's result; without frames there are none here
     * @param posterMs distance of its large stills
     */
    ReelFrames(MediaStore store, JsonNode transcode, long posterMs) {
        this.store = store;
        var frames = transcode.path("frames");
        this.tiles = keys(frames.path("storyboard"));
        this.tileMs = Math.max(1, frames.path("interval_ms").asLong(1));
        this.posters = keys(frames.path("poster"));
        this.posterMs = Math.max(1, posterMs);
    }

    /** @return empty if no still is known */
    Optional<Saliency> saliency(long startMs, long endMs) {
        var within = new ArrayList<BufferedImage>();
        if (!tiles.isEmpty()) {
            var first = index(startMs, tileMs, tiles.size());
            var last = Math.max(first, index(endMs, tileMs, tiles.size()));
            var step = Math.max(1, Math.ceilDiv(last - first + 1, MOST));
            for (int i = first; i <= last; i += step) {
                picture(tiles.get(i)).ifPresent(within::add);
            }
        }
        return within.isEmpty() ? Optional.empty() : Optional.of(Saliency.of(within));
    }

    /** The large still nearest to a time, or a small one where there is no large one. */
    Optional<BufferedImage> still(long atMs) {
        return nearest(posters, posterMs, atMs).or(() -> nearest(tiles, tileMs, atMs));
    }

    private Optional<BufferedImage> nearest(List<String> keys, long intervalMs, long atMs) {
        return keys.isEmpty() ? Optional.empty() : picture(keys.get(index(atMs, intervalMs, keys.size())));
    }

    private static int index(long atMs, long intervalMs, int count) {
        return (int) Math.clamp(Math.round((double) atMs / intervalMs), 0, count - 1L);
    }

    private Optional<BufferedImage> picture(String key) {
        return store.get(key, MAX_FRAME_BYTES).map(Jpeg::decode);
    }

    private static List<String> keys(JsonNode array) {
        var keys = new ArrayList<String>();
        array.forEach(key -> keys.add(key.asText()));
        return keys;
    }
}
