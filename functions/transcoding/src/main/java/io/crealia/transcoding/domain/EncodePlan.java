package io.crealia.transcoding.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that one job makes of one source, independent of who does it.
 *
 * @param picture absent when the source has none
 * @param audio whether there is sound: an HLS rendition, and speech audio for recognition
 * @param skipped renditions that a source may have, but not this one
 * @param decisions what was chosen and why, for the person who asks
 */
public record EncodePlan(long durationMs, Optional<Picture> picture, boolean audio, List<Caption> captions,
        List<Skipped> skipped, List<Decision> decisions) {
    public EncodePlan {
        Objects.requireNonNull(picture, "picture");
        captions = List.copyOf(captions);
        skipped = List.copyOf(skipped);
        decisions = List.copyOf(decisions);
        if (picture.isEmpty() && !audio) {
            throw new IllegalArgumentException("a plan needs picture or sound");
        }
    }

    /**
     * @param frameRate constant, of every video output
     * @param rungs by descending size, at least one
     * @param mp4 the rung that is also made as one file
     */
    public record Picture(Ratio frameRate, boolean toneMap, boolean deinterlace, List<Rung> rungs, Rung mp4,
            Frames frames) {
        public Picture {
            rungs = List.copyOf(rungs);
            if (rungs.isEmpty()) {
                throw new IllegalArgumentException("a picture needs at least one rung");
            }
        }
    }

    /** @param name the short side, which also names the files */
    public record Rung(String name, Size size, int maxBitrate, int quality) {}

    /** Still pictures: candidates for the poster, and tiles of the storyboard. */
    public record Frames(Capture poster, Capture tiles) {}

    /** @param count the most pictures, the first at 0, then every {@code intervalMs} */
    public record Capture(Size size, int intervalMs, int count) {}

    /**
     * A WebVTT file in the media bucket.
     *
     * @param language RFC 5646
     */
    public record Caption(String language, String key) {}

    public record Skipped(String name, RenditionKind kind, String reason) {}

    public record Decision(String what, String why) {}
}
