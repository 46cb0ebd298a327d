package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.Mp4File;
import io.crealia.transcoding.domain.Size;
import io.crealia.transcoding.domain.WavHeader;
import io.crealia.transcoding.port.MediaStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Measures the single files: MP4, speech audio, poster and storyboard. */
final class FileConformance {
    private static final int MAX_IMAGE_BYTES = 16_000_000;
    private static final int SPEECH_RATE = 16_000;

    private final MediaStore store;

    FileConformance(MediaStore store) {
        this.store = store;
    }

    List<Check> measure(JsonNode transcode, JsonNode stills, DurationRule duration) {
        var checks = new ArrayList<Check>();
        VerifyStep.ready(transcode, "mp4").forEach(mp4 -> mp4(mp4.path("key").asText(), duration, checks));
        VerifyStep.ready(transcode, "speech").forEach(speech -> speech(speech.path("key").asText(), checks));
        VerifyStep.object(stills, "poster").ifPresent(poster -> image("poster", poster.path("key").asText(),
                new Size(poster.path("width").asInt(), poster.path("height").asInt()), checks));
        VerifyStep.object(stills, "storyboard").ifPresent(board -> storyboard(board, checks));
        return checks;
    }

    private void mp4(String key, DurationRule duration, List<Check> checks) {
        try {
            var size = store.size(key).orElseThrow(() -> new IllegalArgumentException("the file is missing"));
            var file = Mp4File.read((offset, length) -> store.range(key, offset, length), size);
            checks.add(Check.of("mp4.index_first", file.indexFirst(), "moov before mdat",
                    file.indexFirst() ? "moov before mdat" : "mdat before moov"));
            checks.add(duration.check("mp4.duration", file.durationMs() / 1000.0));
            checks.add(NoLocation.check("mp4.no_location", store, List.of(key)));
        } catch (IllegalArgumentException e) {
            checks.add(Check.broken("mp4", "a well-formed MP4 file", e.getMessage()));
        }
    }

    private void speech(String key, List<Check> checks) {
        try {
            var header = WavHeader.parse(store.range(key, 0, WavHeader.MOST_BYTES));
            checks.add(Check.of("speech", header.sampleRate() == SPEECH_RATE && header.channels() == 1,
                    "PCM, " + SPEECH_RATE + " Hz, 1 channel",
                    "PCM, " + header.sampleRate() + " Hz, " + header.channels() + " channels"));
        } catch (IllegalArgumentException e) {
            checks.add(Check.broken("speech", "a WAV file", e.getMessage()));
        }
    }

    private void storyboard(JsonNode board, List<Check> checks) {
        image("storyboard", board.path("sprite").asText(),
                new Size(board.path("columns").asInt() * board.path("tile_width").asInt(),
                        board.path("rows").asInt() * board.path("tile_height").asInt()),
                checks);
        var cues = store.get(board.path("vtt").asText(), MAX_IMAGE_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).filter(text -> text.startsWith("WEBVTT"))
                .map(text -> text.lines().filter(line -> line.contains("#xywh=")).count()).orElse(0L);
        checks.add(Check.of("storyboard.vtt", cues == board.path("tiles").asLong(),
                board.path("tiles").asLong() + " cues", cues + " cues"));
    }

    private void image(String name, String key, Size expected, List<Check> checks) {
        try {
            var bytes = store.get(key, MAX_IMAGE_BYTES)
                    .orElseThrow(() -> new IllegalArgumentException("the file is missing"));
            var size = Jpeg.size(bytes);
            checks.add(Check.of(name, size.equals(expected), "JPEG " + expected, "JPEG " + size));
            var described = Jpeg.describesItself(bytes);
            checks.add(Check.of(name + ".no_location", !described, "no Exif, no XMP",
                    described ? "Exif or XMP" : "none"));
        } catch (IllegalArgumentException e) {
            checks.add(Check.broken(name, "JPEG " + expected, e.getMessage()));
        }
    }
}
