package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.PosterScore;
import io.crealia.transcoding.domain.Storyboard;
import io.crealia.transcoding.port.MediaStore;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the poster among the captured frames and composes the storyboard. Holds one frame at a time. Safe to repeat. */
public final class StillsStep {
    private static final String SPRITE = "storyboard.jpg";
    private static final int MAX_FRAME_BYTES = 8_000_000;
    private static final int MAX_POSTER_WIDTH = 1280;

    private final MediaStore store;
    private final ResultDocuments results;

    public StillsStep(MediaStore store) {
        this.store = store;
        this.results = new ResultDocuments(store);
    }

    StepOutcome execute(Fact.StepRequested request) {
        var key = ResultDocuments.key(request);
        var before = results.find(key);
        if (before.isPresent()) {
            return succeeded(key, before.get());
        }
        var transcode = results.required(request, Step.TRANSCODE);
        var frames = transcode.path("frames");
        var document = Json.object().put("schema", 1);
        if (frames.isObject()) {
            var posters = texts(frames.path("poster"));
            var tiles = texts(frames.path("storyboard"));
            if (posters.isEmpty() || tiles.isEmpty()) {
                return new StepOutcome.Failed(
                        FailureCode.NO_FRAMES.because("The encode left no frames to choose from."));
            }
            var folder = MediaKeys.attempt(request.header().tenantId(), request.header().assetId(), request.token());
            poster(posters, folder + "poster.jpg", document.putObject("poster"));
            storyboard(frames, tiles, transcode.path("duration_ms").asLong(), folder,
                    document.putObject("storyboard"));
        } else {
            document.put("skipped_reason", "The source has no picture.");
        }
        results.write(key, document);
        return succeeded(key, document);
    }

    private static StepOutcome succeeded(String key, JsonNode document) {
        return new StepOutcome.Succeeded(key, Optional.ofNullable(document.path("skipped_reason").textValue()));
    }

    private void poster(List<String> candidates, String key, ObjectNode document) {
        BufferedImage best = null;
        PosterScore score = null;
        for (var candidate : candidates) {
            var image = Jpeg.decode(frame(candidate));
            var measured = PosterScore.of(image);
            if (score == null || measured.compareTo(score) > 0) {
                best = image;
                score = measured;
            }
        }
        var poster = best.getWidth() > MAX_POSTER_WIDTH
                ? scaled(best, MAX_POSTER_WIDTH,
                        Math.round((float) best.getHeight() * MAX_POSTER_WIDTH / best.getWidth()))
                : best;
        store.put(key, Jpeg.encode(poster), "image/jpeg");
        document.put("key", key).put("width", poster.getWidth()).put("height", poster.getHeight()).put("score",
                Math.round(score.value() * 100) / 100.0);
    }

    private void storyboard(JsonNode frames, List<String> tiles, long durationMs, String folder, ObjectNode document) {
        var board = Storyboard.of(tiles.size(), frames.path("tile_width").asInt(), frames.path("tile_height").asInt(),
                frames.path("interval_ms").asLong());
        var sprite = new BufferedImage(board.width(), board.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = sprite.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < tiles.size(); i++) {
            graphics.drawImage(Jpeg.decode(frame(tiles.get(i))), board.x(i), board.y(i), board.tileWidth(),
                    board.tileHeight(), null);
        }
        graphics.dispose();
        var vtt = board.vtt(SPRITE, durationMs).getBytes(StandardCharsets.UTF_8);
        store.put(folder + SPRITE, Jpeg.encode(sprite), "image/jpeg");
        store.put(folder + "storyboard.vtt", vtt, "text/vtt");
        document.put("sprite", folder + SPRITE).put("vtt", folder + "storyboard.vtt").put("columns", board.columns())
                .put("rows", board.rows()).put("tiles", board.tiles()).put("tile_width", board.tileWidth())
                .put("tile_height", board.tileHeight()).put("interval_ms", board.intervalMs());
    }

    private byte[] frame(String key) {
        return store.get(key, MAX_FRAME_BYTES)
                .orElseThrow(() -> new MissingInputException("frame " + key + " is not there any more"));
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = smaller.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return smaller;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
