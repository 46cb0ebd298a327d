package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import java.util.Comparator;
import java.util.List;

/** The constant frame rate of the outputs. */
final class FrameRates {
    private static final double FASTEST = 60;
    private static final Ratio FALLBACK = new Ratio(30, 1);
    private static final List<Ratio> STANDARD = List.of(new Ratio(10, 1), new Ratio(12, 1), new Ratio(15, 1),
            new Ratio(20, 1), new Ratio(24000, 1001), new Ratio(24, 1), new Ratio(25, 1), new Ratio(30000, 1001),
            new Ratio(30, 1), new Ratio(48, 1), new Ratio(50, 1), new Ratio(60000, 1001), new Ratio(60, 1));

    private FrameRates() {}

    /**
     * A constant rate up to 60 is kept. A variable rate becomes the standard rate nearest to {@code r_frame_rate},
     * which is the rate the camera aimed at; where that is a clock and not a rate (1000 in many WebM files), to the
     * average rate.
     */
    static Ratio forSource(MediaInfo.Video video) {
        Ratio nominal = video.frameRate();
        Ratio average = video.averageFrameRate();
        if (!nominal.known() && !average.known()) {
            return FALLBACK;
        }
        boolean clock = !nominal.known() || nominal.value() > 2 * FASTEST + 1;
        boolean steady = !video.variableFrameRate() && !clock;
        if (steady && nominal.value() <= FASTEST) {
            return nominal;
        }
        return nearest(clock && average.known() ? average.value() : nominal.value());
    }

    private static Ratio nearest(double rate) {
        // In proportion, not in frames: 14 is nearer to 15 than 29 is to 30.
        return STANDARD.stream().min(Comparator.comparingDouble(known -> Math.abs(Math.log(known.value() / rate))))
                .orElseThrow();
    }
}
