package io.crealia.transcoding.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * What a source is, as far as encoding it goes. Only the first picture and the first sound track count.
 *
 * @param container as the prober names it, lower case: {@code mp4}, {@code quicktime}, {@code matroska} ...
 */
public record MediaInfo(String container, long durationMs, long sizeBytes, Optional<Video> video,
        Optional<Audio> audio) {
    /** The container of a source whose prober names none. */
    public static final String UNKNOWN = "unknown";

    public MediaInfo {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(audio, "audio");
        if (durationMs < 0 || sizeBytes < 0) {
            throw new IllegalArgumentException("durationMs and sizeBytes must not be negative");
        }
    }

    /** How brightness is coded. HLG and PQ are high dynamic range. */
    public enum Transfer {
        SDR, HLG, PQ
    }

    /**
     * @param width as stored, before rotation and with the pixels' own shape; {@code height} likewise
     * @param rotation clockwise turn for display, in degrees: 0, 90, 180 or 270
     * @param frameRate nominal
     * @param pixelAspect width of a pixel by its height
     */
    public record Video(String codec, int width, int height, int rotation, Ratio frameRate, boolean variableFrameRate,
            int bitDepth, Transfer transfer, boolean interlaced, Ratio pixelAspect) {
        public Video {
            Objects.requireNonNull(codec, "codec");
            Objects.requireNonNull(frameRate, "frameRate");
            Objects.requireNonNull(transfer, "transfer");
            Objects.requireNonNull(pixelAspect, "pixelAspect");
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("width and height must be positive, were " + width + "x" + height);
            }
            if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
                throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, was " + rotation);
            }
        }

        /** The upright picture in square pixels, as a viewer sees it. */
        public Size display() {
            var square = pixelAspect.value() >= 1
                    ? new Size((int) Math.round(width * pixelAspect.value()), height)
                    : new Size(width, (int) Math.round(height / pixelAspect.value()));
            return rotation % 180 == 0 ? square : new Size(square.height(), square.width());
        }
    }

    public record Audio(String codec, int channels, int sampleRate) {
        public Audio {
            Objects.requireNonNull(codec, "codec");
        }
    }
}
