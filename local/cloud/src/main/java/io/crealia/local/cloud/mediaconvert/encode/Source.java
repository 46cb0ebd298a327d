package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.spec.JobInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The input of a job, probed, as the settings want it read.
 *
 * @param file local copy
 */
record Source(Path file, MediaInfo info, JobInput settings) {

    Optional<MediaInfo.Video> video() {
        return info.video();
    }

    /** The audio track a selector means; empty when the file has none there. */
    Optional<MediaInfo.Audio> audio(Optional<String> selectorName) {
        List<MediaInfo.Audio> tracks = info.audios();
        String name = selectorName.orElse("Audio Selector 1");
        int track = Optional.ofNullable(settings.audioSelectors().get(name)).map(JobInput.AudioSelector::track)
                .orElse(0);
        int index = Math.max(0, track - 1);
        return index < tracks.size() ? Optional.of(tracks.get(index)) : Optional.empty();
    }

    /** Clockwise degrees the picture is turned by. */
    int rotation() {
        return switch (settings.rotate()) {
            case AUTO -> video().map(MediaInfo.Video::rotation).orElse(0);
            case DEGREE_0 -> 0;
            case DEGREES_90 -> 90;
            case DEGREES_180 -> 180;
            case DEGREES_270 -> 270;
        };
    }

    boolean turned() {
        return rotation() == 90 || rotation() == 270;
    }

    /** Width in square pixels of the upright, uncropped picture. */
    double shownWidth() {
        return settings.crop().map(crop -> (double) crop.width())
                .orElseGet(() -> turned() ? storedHeight() : storedWidth());
    }

    double shownHeight() {
        return settings.crop().map(crop -> (double) crop.height())
                .orElseGet(() -> turned() ? storedWidth() : storedHeight());
    }

    private double storedWidth() {
        MediaInfo.Video video = video().orElseThrow();
        return video.width() * video.pixelAspect().value();
    }

    private double storedHeight() {
        return video().orElseThrow().height();
    }

    Ratio sourceRate() {
        return FrameRates.forSource(video().orElseThrow());
    }

    /** Seconds from the start of the file to skip. */
    double clipStart() {
        return settings.clip().flatMap(JobInput.Clip::start).map(time -> time.seconds(clipRate())).orElse(0.0);
    }

    /** Seconds of the clip; the end frame is included. Empty: to the end of the file. */
    OptionalDouble clipLength() {
        return settings.clip().flatMap(JobInput.Clip::end)
                .map(end -> OptionalDouble.of(end.seconds(clipRate()) + 1 / clipRate() - clipStart()))
                .orElse(OptionalDouble.empty());
    }

    private double clipRate() {
        return video().isPresent() ? sourceRate().value() : 30;
    }

    /** Seconds this stream promises after clipping; empty when the file does not say. */
    OptionalDouble promised(OptionalDouble streamSeconds) {
        OptionalDouble whole = streamSeconds.isPresent() ? streamSeconds : info.durationSeconds();
        if (whole.isEmpty()) {
            return clipLength();
        }
        double rest = Math.max(0, whole.getAsDouble() - clipStart());
        return OptionalDouble.of(Math.min(rest, clipLength().orElse(rest)));
    }

    /** Seconds of the whole programme after clipping. */
    OptionalDouble duration() {
        return promised(OptionalDouble.empty());
    }
}
