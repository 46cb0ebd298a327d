package io.crealia.transcoding.usecase;

import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.MediaInfo;
import java.util.Optional;

/**
 * How long outputs must last. They may differ from what the source says by a frame, by the codecs' padding, and by a
 * hundredth of its length (at most a second), which is what containers get wrong about themselves.
 */
final class DurationRule {
    private static final long PADDING_MS = 100;
    private static final long MOST_MS = 1000;
    private static final long SHORT_MS = 2000;

    private final long expectedMs;
    private final long toleranceMs;
    private long longestMs;

    private DurationRule(long expectedMs, long toleranceMs) {
        this.expectedMs = expectedMs;
        this.toleranceMs = toleranceMs;
    }

    static DurationRule of(MediaInfo info) {
        var frameMs = info.video().map(video -> (long) Math.ceil(1000 / Math.max(1, video.frameRate().value())))
                .orElse(0L);
        return new DurationRule(info.durationMs(),
                frameMs + Math.clamp(info.durationMs() / 100, PADDING_MS, MOST_MS));
    }

    Check check(String name, double seconds) {
        var ms = Math.round(seconds * 1000);
        longestMs = Math.max(longestMs, ms);
        return Check.of(name, Math.abs(ms - expectedMs) <= toleranceMs, expectedMs + " ms +- " + toleranceMs,
                ms + " ms");
    }

    /** For sound beside a picture, which may end before it. */
    Check atMost(String name, double seconds) {
        var ms = Math.round(seconds * 1000);
        longestMs = Math.max(longestMs, ms);
        return Check.of(name, ms > 0 && ms <= expectedMs + toleranceMs,
                "at most " + expectedMs + " ms + " + toleranceMs,
                ms + " ms");
    }

    /** @return how long the longest output is, if even that is clearly shorter than what the source promised */
    Optional<Long> truncated() {
        var missing = expectedMs - longestMs;
        return longestMs > 0 && missing > toleranceMs && (missing >= SHORT_MS || missing >= expectedMs / 20)
                ? Optional.of(longestMs)
                : Optional.empty();
    }
}
