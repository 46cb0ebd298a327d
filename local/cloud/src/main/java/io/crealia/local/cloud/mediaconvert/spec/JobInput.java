package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Map;
import java.util.Optional;

/**
 * @param rotate what to do with the rotation in the file
 * @param padVideo lengthen video that is shorter than the audio with black frames
 */
public record JobInput(ObjectUri file, Rotate rotate, boolean padVideo, Map<String, AudioSelector> audioSelectors,
        Map<String, CaptionSource> captionSources, Optional<Clip> clip, Optional<Crop> crop) {

    public JobInput {
        audioSelectors = Map.copyOf(audioSelectors);
        captionSources = Map.copyOf(captionSources);
    }

    /** AUTO follows the file; the others turn clockwise and ignore the file. */
    public enum Rotate {
        AUTO, DEGREE_0, DEGREES_90, DEGREES_180, DEGREES_270
    }

    /** @param track 1-based audio track, 0 for the first one */
    public record AudioSelector(int track) {}

    /** @param format WEBVTT or SRT */
    public record CaptionSource(String format, ObjectUri file, long offsetMillis) {}

    /** Time codes from zero at the input's frame rate; the end frame is included. Empty means the file's own end. */
    public record Clip(Optional<Timecode> start, Optional<Timecode> end) {}

    public record Timecode(int hours, int minutes, int seconds, int frames) {
        /** A time code counts frames: at 29.97 a "second" of it holds 30 of them and lasts 1.001 s. */
        public double seconds(double frameRate) {
            long whole = hours * 3600L + minutes * 60L + seconds;
            return (whole * Math.round(frameRate) + frames) / frameRate;
        }
    }

    /** In pixels of the upright picture; all even. */
    public record Crop(int x, int y, int width, int height) {}
}
