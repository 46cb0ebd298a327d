package io.crealia.local.cloud.mediaconvert.spec;

import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.Optional;
import java.util.OptionalInt;

/** How the picture of one output is coded. */
public sealed interface VideoCodec {

    /**
     * H.264 with quality-defined rate.
     *
     * @param quality 1.0 to 10.67, level plus fine tune
     * @param maxBitrate peak, bits per second
     * @param bufferBits rate control buffer, else one and a half seconds of the peak
     * @param gopSeconds distance of key frames; 0 when {@code gopFrames} counts instead
     * @param frameRate fixed rate, else that of the source
     * @param profile baseline, main or high, as x264 names them
     * @param level x264's level, empty for automatic
     */
    record H264(double quality, int maxBitrate, OptionalInt bufferBits, double gopSeconds, int gopFrames,
            Optional<Ratio> frameRate, String profile, String level, OptionalInt bFrames, OptionalInt references,
            boolean sceneCuts)
            implements
            VideoCodec {}

    /**
     * JPEG files at a fixed distance, the first frame always among them.
     *
     * @param rate pictures per second
     * @param quality 1 to 100
     */
    record FrameCapture(Ratio rate, int maxCaptures, int quality) implements VideoCodec {}
}
