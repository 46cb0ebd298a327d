package io.crealia.transcoding.domain;

import java.util.Optional;

/** What is not encoded at all. */
public final class MediaLimits {
    private MediaLimits() {}

    /** @return why the source is refused, if it is */
    public static Optional<Failure> refuse(MediaInfo info, EncodePolicy policy) {
        if (info.video().isEmpty() && info.audio().isEmpty()) {
            return Optional.of(FailureCode.NO_STREAMS.because("The file has neither picture nor sound."));
        }
        if (info.durationMs() < 1) {
            return Optional.of(FailureCode.UNREADABLE.because("The file does not say how long it is."));
        }
        if (info.durationMs() > policy.maxDuration().toMillis()) {
            return Optional.of(FailureCode.TOO_LONG.because("The file lasts " + info.durationMs() / 1000
                    + " s; at most " + policy.maxDuration().toSeconds() + " s are accepted."));
        }
        return info.video().flatMap(video -> refuse(video, policy));
    }

    private static Optional<Failure> refuse(MediaInfo.Video video, EncodePolicy policy) {
        if ((long) video.width() * video.height() > policy.maxPixels()) {
            return Optional.of(FailureCode.TOO_LARGE.because("The picture has " + video.width() + "x" + video.height()
                    + " pixels; at most " + policy.maxPixels() + " in all are accepted."));
        }
        if (video.display().even().shortSide() < policy.minSide()) {
            return Optional.of(FailureCode.TOO_SMALL.because("The picture has " + video.width() + "x" + video.height()
                    + " pixels; each side must have at least " + policy.minSide() + "."));
        }
        return Optional.empty();
    }
}
