package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.Mp4Movie;
import io.crealia.transcoding.domain.Ratio;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.Size;
import io.crealia.transcoding.port.MediaStore;
import java.util.ArrayList;
import java.util.List;

/** Measures each reel from its own bytes against what YouTube, Instagram and TikTok take. */
final class ReelConformance {
    private static final String PREFIX = "reel.";
    private static final int HIGH = 100;
    private static final int SAMPLE_RATE = 48_000;
    /** A picture at either end, and the encoder's padding. */
    private static final long TOLERANCE_MS = 100;

    private final MediaStore store;

    ReelConformance(MediaStore store) {
        this.store = store;
    }

    List<Check> measure(JsonNode reels) {
        var checks = new ArrayList<Check>();
        for (var reel : reels.path("reels")) {
            if (reel.path("state").asText().equals(ReelDocument.READY)) {
                var name = PREFIX + reel.path("name").asText();
                try {
                    var key = reel.path("key").asText();
                    var size = store.size(key).orElseThrow(() -> new IllegalArgumentException("the file is missing"));
                    compare(name, reel, Mp4Movie.read((offset, length) -> store.range(key, offset, length), size),
                            checks);
                    checks.add(NoLocation.check(name + ".no_location", store, List.of(key)));
                } catch (IllegalArgumentException e) {
                    checks.add(Check.broken(name + ".file", "a well-formed MP4 file", e.getMessage()));
                }
            }
        }
        return checks;
    }

    private static void compare(String name, JsonNode reel, Mp4Movie movie, List<Check> checks) {
        checks.add(Check.of(name + ".index_first", movie.indexFirst(), "moov before mdat",
                movie.indexFirst() ? "moov before mdat" : "mdat before moov"));
        checks.add(Check.of(name + ".no_edit_list", !movie.editList(), "no edit list",
                movie.editList() ? "an edit list" : "no edit list"));
        if (movie.picture().isEmpty()) {
            checks.add(Check.broken(name + ".picture", "a picture track", "none"));
            return;
        }
        var picture = movie.picture().get();
        var wanted = new Size(reel.path("width").asInt(), reel.path("height").asInt());
        var vertical = picture.size().width() * 16 == picture.size().height() * 9;
        checks.add(Check.of(name + ".size", picture.size().equals(wanted) && vertical, wanted + ", 9:16",
                picture.size()));
        checks.add(Check.of(name + ".codec", picture.codec().equals("avc1") && picture.profile() == HIGH,
                "avc1, profile " + HIGH, picture.codec() + ", profile " + picture.profile()));
        var rate = new Ratio(Math.max(1, reel.path("frame_rate").path("num").asInt()),
                Math.max(1, reel.path("frame_rate").path("den").asInt()));
        checks.add(Check.of(name + ".frame_rate",
                picture.constantRate() && Math.abs(picture.frameRate().value() - rate.value()) < 0.001,
                "constant " + rate, (picture.constantRate() ? "constant " : "varying ") + picture.frameRate()));
        var promised = reel.path("end_ms").asLong() - reel.path("start_ms").asLong();
        duration(name + ".duration", promised, picture.durationMs(), checks);
        movie.sound().ifPresent(sound -> {
            checks.add(Check.of(name + ".sound",
                    sound.codec().equals("mp4a") && sound.channels() == 2 && sound.sampleRate() == SAMPLE_RATE,
                    "mp4a, 2 channels, " + SAMPLE_RATE + " Hz",
                    sound.codec() + ", " + sound.channels() + " channels, " + sound.sampleRate() + " Hz"));
            duration(name + ".sound_duration", promised, sound.durationMs(), checks);
        });
    }

    private static void duration(String name, long promised, long measured, List<Check> checks) {
        checks.add(Check.of(name, Math.abs(promised - measured) <= TOLERANCE_MS,
                promised + " ms +- " + TOLERANCE_MS, measured + " ms"));
    }

    /** Names of reels of which a check failed. */
    static List<String> failed(List<Check> checks) {
        return checks.stream().filter(check -> !check.ok() && check.name().startsWith(PREFIX))
                .map(check -> check.name().split("\\.")[1]).distinct().toList();
    }
}
