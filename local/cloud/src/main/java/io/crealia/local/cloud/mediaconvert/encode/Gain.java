package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A constant change of volume, and a limiter when peaks would pass the ceiling.
 *
 * @param ceilingDb where the limiter holds peaks; empty when none reaches it
 */
record Gain(double decibels, OptionalDouble ceilingDb) {
    static final Gain NONE = new Gain(0, OptionalDouble.empty());

    /** More would only raise the noise of a recording that is all but silent. */
    private static final double MOST = 30;
    private static final double SILENCE_LUFS = -69;
    private static final int OVERSAMPLED = 192_000;

    /** @param integratedLufs loudness measured @param truePeakDb peak measured; either may be infinite for silence */
    static Gain towards(AudioSpec.Loudness wanted, double integratedLufs, double truePeakDb) {
        if (!(integratedLufs > SILENCE_LUFS)) {
            return NONE;
        }
        double change = Math.clamp(wanted.targetLkfs() - integratedLufs, -MOST, MOST);
        boolean over = truePeakDb + change > wanted.truePeakDb();
        return new Gain(change, over ? OptionalDouble.of(wanted.truePeakDb()) : OptionalDouble.empty());
    }

    /** The same limit at another volume, within what a gain may be. */
    Gain raisedBy(double more) {
        return Double.isFinite(more) ? new Gain(Math.clamp(decibels + more, -MOST, MOST), ceilingDb) : this;
    }

    /** @param sampleRate of the sound; it is limited at {@value #OVERSAMPLED} Hz, where peaks between samples show */
    List<String> filters(int sampleRate) {
        var filters = new ArrayList<String>();
        if (Math.abs(decibels) >= 0.05) {
            filters.add(String.format(Locale.ROOT, "volume=%.2fdB", decibels));
        }
        ceilingDb.ifPresent(ceiling -> filters.addAll(List.of("aresample=" + OVERSAMPLED,
                String.format(Locale.ROOT, "alimiter=limit=%.5f:attack=5:release=50:level=disabled",
                        Math.pow(10, ceiling / 20)),
                "aresample=" + sampleRate)));
        return filters;
    }
}
