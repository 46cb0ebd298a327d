package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.spec.OutputGroup;
import io.crealia.local.cloud.mediaconvert.spec.VideoSpec;
import java.util.Optional;

/**
 * An output together with where ffmpeg writes it.
 *
 * @param id number of the output within the job; names its labels and files
 * @param file name below the output folder; for frames a pattern
 * @param geometry size of its picture, absent without one
 * @param rate frames per second of its video, absent without one
 * @param encoder id of the output whose encoder makes its video: its own, or an equal one that is written twice
 */
record Planned(int id, OutputGroup group, Output output, Kind kind, String file, Optional<Geometry> geometry,
        Optional<Ratio> rate, int encoder) {

    enum Kind {
        CMAF_VIDEO, CMAF_AUDIO, CMAF_CAPTIONS, MP4, FRAMES, WAV
    }

    static Kind kind(Output output) {
        return switch (output.container()) {
            case CMFC -> output.video().isPresent()
                    ? Kind.CMAF_VIDEO
                    : output.audios().isEmpty() ? Kind.CMAF_CAPTIONS : Kind.CMAF_AUDIO;
            case MP4 -> Kind.MP4;
            case RAW -> output.video().isPresent() ? Kind.FRAMES : Kind.WAV;
        };
    }

    String videoLabel() {
        return "v" + id;
    }

    String audioLabel() {
        return "a" + id;
    }

    boolean sharesEncoder() {
        return encoder != id;
    }

    Planned encodedBy(int other) {
        return new Planned(id, group, output, kind, file, geometry, rate, other);
    }

    /** Both pictures come out of an encoder bit for bit the same. */
    boolean sameVideo(Planned other) {
        return coded() && other.coded() && geometry.equals(other.geometry) && rate.equals(other.rate)
                && video().codec().equals(other.video().codec()) && video().colour() == other.video().colour()
                && video().deinterlace().equals(other.video().deinterlace())
                && video().sharpness() == other.video().sharpness() && plainPicture() && other.plainPicture();
    }

    /** Nothing lies over it. */
    private boolean plainPicture() {
        return video().images().isEmpty() && output.captions().isEmpty();
    }

    VideoSpec video() {
        return output.video().orElseThrow();
    }

    boolean coded() {
        return kind == Kind.CMAF_VIDEO || kind == Kind.MP4 && output.video().isPresent();
    }
}
