package io.crealia.local.cloud.ffmpeg;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What ffprobe says about a file.
 *
 * @param durationSeconds what the container promises; absent in streams without an index
 */
public record MediaInfo(InputFormat format, String formatName, String majorBrand, OptionalDouble durationSeconds,
        OptionalLong bitRate, List<Stream> streams) {

    public MediaInfo {
        streams = List.copyOf(streams);
    }

    /** A video stream, an audio stream or something else (subtitles, data). */
    public sealed interface Stream {
        int index();

        String codec();
    }

    /**
     * @param width as stored, before rotation
     * @param rotation clockwise degrees a player turns the picture: 0, 90, 180 or 270
     * @param pixelAspect sample aspect ratio, 1:1 when the file says nothing
     * @param frameRate the rate all time stamps fit ({@code r_frame_rate})
     * @param averageFrameRate frames divided by time; differs from {@code frameRate} in variable frame rate
     * @param picture a cover image, not moving video
     */
    public record Video(int index, String codec, String codecTag, String profile, int level, int width, int height,
            int rotation, Ratio pixelAspect, Ratio frameRate, Ratio averageFrameRate, String pixelFormat, int bitDepth,
            String primaries, String transfer, String matrix, String range, String fieldOrder,
            OptionalDouble durationSeconds, OptionalDouble startSeconds, OptionalLong bitRate, boolean picture)
            implements
            Stream {

        /** Frames do not come at a constant rate: the two rates differ by more than one percent. */
        public boolean variableFrameRate() {
            double nominal = frameRate.value();
            double average = averageFrameRate.value();
            return nominal > 0 && average > 0 && Math.abs(nominal - average) / nominal > 0.01;
        }

        public boolean interlaced() {
            return !fieldOrder.isEmpty() && !fieldOrder.equals("progressive") && !fieldOrder.equals("unknown");
        }

        public boolean highDynamicRange() {
            return transfer.equals("arib-std-b67") || transfer.equals("smpte2084");
        }

        /** The sides of the picture change places when it is shown. */
        public boolean turned() {
            return rotation == 90 || rotation == 270;
        }
    }

    /** @param language ISO 639-2 code, empty when the file says nothing */
    public record Audio(int index, String codec, String profile, int channels, int sampleRate, int bitDepth,
            OptionalDouble durationSeconds, OptionalDouble startSeconds, OptionalLong bitRate, String language)
            implements
            Stream {}

    /** Subtitles, time codes, metadata. */
    public record Other(int index, String codec, String kind) implements Stream {}

    /** The first stream with moving pictures. */
    public Optional<Video> video() {
        return streams.stream().filter(Video.class::isInstance).map(Video.class::cast)
                .filter(video -> !video.picture()).findFirst();
    }

    /** All audio streams in file order. */
    public List<Audio> audios() {
        return streams.stream().filter(Audio.class::isInstance).map(Audio.class::cast).toList();
    }
}
