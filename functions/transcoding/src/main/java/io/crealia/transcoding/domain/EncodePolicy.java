package io.crealia.transcoding.domain;

import java.time.Duration;
import java.util.List;

/**
 * What is encoded, and what is refused.
 *
 * @param maxPixels of one stored picture
 * @param minSide shortest side of a picture that MediaConvert takes
 * @param ladder rungs by ascending short side
 * @param maxFrameRate frames per second of any output
 * @param mp4ShortSide of the single-file rendition, or the largest rung below
 */
public record EncodePolicy(Duration maxDuration, long maxPixels, int minSide, List<Target> ladder, int maxFrameRate,
        int mp4ShortSide) {
    /**
     * @param maxBitrate peak bits per second, for AVC
     * @param quality QVBR level, 1 to 10
     */
    public record Target(int shortSide, int maxBitrate, int quality) {}

    /** Short sides and peaks of Apple's HLS authoring specification, as this house uses them. */
    private static final List<Target> LADDER = List.of(new Target(234, 145_000, 6), new Target(432, 1_100_000, 7),
            new Target(540, 2_000_000, 7), new Target(720, 4_500_000, 7), new Target(1080, 7_800_000, 8));

    public EncodePolicy {
        ladder = List.copyOf(ladder);
    }

    public static EncodePolicy of(Duration maxDuration, long maxPixels) {
        return new EncodePolicy(maxDuration, maxPixels, 32, LADDER, 60, 720);
    }
}
