package io.crealia.local.cloud.ffmpeg;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What one input may cost.
 *
 * @param maxDuration longest input, by what its container says
 * @param maxPixels width x height of one frame
 * @param maxStreams streams in one container
 * @param probeTime wall time of ffprobe
 * @param runTime longest wall time of one ffmpeg run; {@link #forInput} gives a short input less
 * @param memoryBytes resident memory of one ffmpeg process (looked at four times a second, on Linux only)
 * @param outputBytes bytes of all files one run may write
 */
public record FfmpegLimits(Duration maxDuration, long maxPixels, int maxStreams, Duration probeTime, Duration runTime,
        long memoryBytes, long outputBytes) {

    /** Four hours of 8K at most: what MediaConvert's own limits and a laptop both allow. */
    public static final FfmpegLimits DEFAULT = new FfmpegLimits(Duration.ofHours(4), 8192L * 4320, 64,
            Duration.ofSeconds(30), Duration.ofHours(12), 4L << 30, 200L << 30);

    public FfmpegLimits {
        if (maxDuration.isNegative() || maxPixels < 1 || maxStreams < 1 || memoryBytes < 1 || outputBytes < 1) {
            throw new IllegalArgumentException("limits must be positive: " + maxDuration + ", " + maxPixels
                    + " pixels, "
                    + maxStreams + " streams, " + memoryBytes + " bytes of memory, " + outputBytes + " bytes out");
        }
    }

    /**
     * The same, with a run time that an input of this length earns: a file that says it lasts a second does not get
     * hours. Two minutes, and 100 times as long as it lasts, which the slowest laptop needs for the largest ladder.
     *
     * @param seconds what the input promises; empty leaves the whole run time
     */
    public FfmpegLimits forInput(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return this;
        }
        Duration earned = Duration.ofMinutes(2).plusMillis(Math.round(Math.max(0, seconds.getAsDouble()) * 100_000));
        return new FfmpegLimits(maxDuration, maxPixels, maxStreams, probeTime,
                earned.compareTo(runTime) < 0 ? earned : runTime, memoryBytes, outputBytes);
    }
}
