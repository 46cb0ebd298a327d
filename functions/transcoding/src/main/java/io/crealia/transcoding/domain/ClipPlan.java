package io.crealia.transcoding.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that one job makes of one clip, independent of who does it.
 *
 * @param name of the highlight, which also names the file
 * @param from first picture of the source, counted from 0 at {@code sourceRate}
 * @param to last picture of the source, part of the clip
 * @param output 9:16
 * @param frameRate constant
 * @param upscale pixels of the output for one of the source, in one direction; at most 1 invents nothing
 */
public record ClipPlan(String name, String key, long from, long to, Ratio sourceRate, Size output, Ratio frameRate,
        int maxBitrate, Look look, double upscale, boolean toneMap, boolean deinterlace, boolean audio,
        Optional<Burned> burned) {
    public ClipPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(look, "look");
        Objects.requireNonNull(burned, "burned");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a clip ends after it starts, was " + from + " to " + to);
        }
    }

    /** How the picture comes into 9:16. */
    public sealed interface Look {
        /** The picture is 9:16 already. */
        record Whole() implements Look {}

        /** A part of the picture, all sides even. */
        record Track(int x, int y, int width, int height) implements Look {}

        /**
         * The whole picture in the middle.
         *
         * @param backdropKey a still that covers the output but for where the picture is
         */
        record FitBlur(String backdropKey) implements Look {}
    }

    /**
     * Captions in the picture.
     *
     * @param srtKey times count from the source's start
     * @param top of the first line, pixels of the output
     */
    public record Burned(String srtKey, String language, int fontSize, int outline, int top) {}

    /** A reel that is not made. */
    public record Skipped(String name, String reason) {}

    public long startMs() {
        return Math.round(from * 1000.0 / sourceRate.value());
    }

    public long endMs() {
        return Math.round((to + 1) * 1000.0 / sourceRate.value());
    }

    public long durationMs() {
        return endMs() - startMs();
    }

    /** @param frames pictures since the source's start @return HH:MM:SS:FF, which counts pictures and not time */
    public String timecode(long frames) {
        var nominal = Math.round(sourceRate.value());
        var seconds = frames / nominal;
        return "%02d:%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, frames % nominal);
    }

    /** All clips of a run, those that are not made, and why. */
    public record Clips(List<ClipPlan> planned, List<Skipped> skipped, List<EncodePlan.Decision> decisions) {
        public Clips {
            planned = List.copyOf(planned);
            skipped = List.copyOf(skipped);
            decisions = List.copyOf(decisions);
        }
    }
}
