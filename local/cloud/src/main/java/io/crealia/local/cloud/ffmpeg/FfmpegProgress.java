package io.crealia.local.cloud.ffmpeg;

import java.util.regex.Pattern;

/**
 * How far a run is. Two counters, because neither tells all: {@code out_time} is that of the output that lags most, and
 * an output with one picture in ten seconds holds it there; {@code frame} counts the first video output and is missing
 * without video.
 *
 * @param frames pictures written to the first video output
 * @param seconds time all outputs have reached
 */
public record FfmpegProgress(long frames, double seconds) {
    static final FfmpegProgress NONE = new FfmpegProgress(0, 0);
    private static final Pattern LINE = Pattern.compile("(frame|out_time_us)=(\\d{1,15})");

    /** The progress after a line of {@code -progress}; it never goes back. */
    FfmpegProgress after(String line) {
        var match = LINE.matcher(line.strip());
        if (!match.matches()) {
            return this;
        }
        long value = Long.parseLong(match.group(2));
        return match.group(1).equals("frame")
                ? new FfmpegProgress(Math.max(frames, value), seconds)
                : new FfmpegProgress(frames, Math.max(seconds, value / 1e6));
    }
}
