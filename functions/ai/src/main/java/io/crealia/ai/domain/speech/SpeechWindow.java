package io.crealia.ai.domain.speech;

import java.util.Arrays;
import java.util.List;

/**
 * What one second of sound is like, and whether that is how speech is. Each feature rules something out; docs/captions.md
 * has the figures that the thresholds were taken from.
 *
 * @param loudest root mean square of the loudest frame
 * @param depth standard deviation of the frames' root mean squares over their mean: speech comes in syllables and pauses
 *              (the "low energy" frames of Saunders 1996 in one figure), music and steady noise do not
 * @param syllables share of that modulation within 2 to 8 Hz, around the 4 Hz of syllables (Scheirer and Slaney 1997)
 * @param stability median of the frames that are loud: a note stays, a sound of speech is gone after 64 ms
 * @param held share of the loud frames that differ by less than 5 % from those 64 ms before: notes do, speech glides
 * @param wander standard deviation of the spectral centroid in Hz: beeps have none
 */
record SpeechWindow(float loudest, double depth, double syllables, double stability, double held,
        double flatness,
        double bandShare, double zeroCrossings, double wander) {
    /** One second, near enough. */
    static final int FRAMES = 64;
    /** The least root mean square: -60 dBFS. */
    static final float QUIETEST = 32;

    static final double MIN_DEPTH = 0.35;
    static final double MIN_SYLLABLES = 0.10;
    static final double MIN_STABILITY = 0.40;
    static final double MAX_STABILITY = 0.765;
    static final double MAX_HELD = 0.25;
    static final double MAX_FLATNESS = 0.25;
    static final double MIN_BAND_SHARE = 0.30;
    static final double MAX_ZERO_CROSSINGS = 0.35;
    static final double MIN_WANDER = 90;
    static final double LIKE_DEPTH = 0.25;
    static final double LIKE_STABILITY = 0.88;
    static final double LIKE_HELD = 0.45;
    static final double LIKE_FLATNESS = 0.50;
    private static final double HELD = 0.95;
    /** A frame counts for the spectral features if it has this share of the window's mean. */
    private static final double LOUD = 0.25;

    static SpeechWindow of(List<Frame> frames) {
        double mean = frames.stream().mapToDouble(Frame::rms).average().orElseThrow();
        var loud = frames.stream().filter(frame -> frame.rms() > LOUD * mean).toList();
        var loudest = (float) frames.stream().mapToDouble(Frame::rms).max().orElseThrow();
        if (mean < 1 || loud.isEmpty()) {
            return new SpeechWindow(loudest, 0, 0, 1, 1, 1, 0, 0, 0);
        }
        var envelope = frames.stream().mapToDouble(frame -> frame.rms() / mean - 1).toArray();
        var stability = loud.stream().mapToDouble(Frame::stability).sorted().toArray();
        return new SpeechWindow(loudest, deviation(envelope), syllables(envelope), stability[stability.length / 2],
                Arrays.stream(stability).filter(value -> value > HELD).count() / (double) stability.length,
                loud.stream().mapToDouble(Frame::flatness).average().orElseThrow(),
                loud.stream().mapToDouble(Frame::bandShare).average().orElseThrow(),
                loud.stream().mapToDouble(Frame::zeroCrossings).average().orElseThrow(),
                deviation(loud.stream().mapToDouble(Frame::centroid).toArray()));
    }

    /** Whether it is how speech alone is. */
    boolean speech() {
        return depth >= MIN_DEPTH && stability >= MIN_STABILITY && stability <= MAX_STABILITY && held <= MAX_HELD
                && flatness <= MAX_FLATNESS && zeroCrossings <= MAX_ZERO_CROSSINGS && likeSpeech();
    }

    /** Whether it may be speech in noise, echo or music: to be believed only next to speech. */
    boolean likeSpeech() {
        return loudest >= QUIETEST && depth >= LIKE_DEPTH && syllables >= MIN_SYLLABLES && stability >= MIN_STABILITY
                && stability <= LIKE_STABILITY && held <= LIKE_HELD && flatness <= LIKE_FLATNESS
                && bandShare >= MIN_BAND_SHARE && wander >= MIN_WANDER;
    }

    /** The bins of a 64-point transform over 1.024 s are 0.98 Hz apart. */
    private static double syllables(double[] envelope) {
        double within = 0;
        double all = 1e-9;
        for (int bin = 1; bin <= envelope.length / 2; bin++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < envelope.length; i++) {
                double angle = 2 * Math.PI * bin * i / envelope.length;
                re += envelope[i] * Math.cos(angle);
                im += envelope[i] * Math.sin(angle);
            }
            double power = re * re + im * im;
            all += power;
            within += bin >= 2 && bin <= 8 ? power : 0;
        }
        return within / all;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
    }
}
