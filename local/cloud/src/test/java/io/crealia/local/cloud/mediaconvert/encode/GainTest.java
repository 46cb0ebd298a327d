package io.crealia.local.cloud.mediaconvert.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.mediaconvert.spec.AudioSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class GainTest {
    private static final AudioSpec.Loudness WANTED = new AudioSpec.Loudness(-14, -1);

    @Test
    void towards_quietWithRoom_raisesWithoutLimiter() {
        assertThat(Gain.towards(WANTED, -20, -10).filters(48_000)).containsExactly("volume=6.00dB");
    }

    @Test
    void towards_peakWouldPassTheCeiling_limits() {
        assertThat(Gain.towards(WANTED, -20, -3).filters(48_000)).containsExactly("volume=6.00dB",
                "aresample=192000",
                "alimiter=limit=0.89125:attack=5:release=50:level=disabled", "aresample=48000");
    }

    @Test
    void raisedBy_more_keepsTheLimitAndStaysInBounds() {
        Gain limited = Gain.towards(WANTED, -20, -3);
        assertThat(limited.raisedBy(1.5).filters(48_000)).startsWith("volume=7.50dB").hasSize(4);
        assertThat(limited.raisedBy(90).decibels()).isEqualTo(30);
        assertThat(limited.raisedBy(Double.POSITIVE_INFINITY)).isEqualTo(limited);
    }

    @Test
    void towards_silence_changesNothing() {
        assertThat(Gain.towards(WANTED, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY).filters(48_000)).isEmpty();
        assertThat(Gain.towards(WANTED, -70, -60).filters(48_000)).isEmpty();
        assertThat(Gain.towards(WANTED, Double.NaN, 0).filters(48_000)).isEmpty();
    }

    @Test
    void gain_summaryOfTheMeter_isRead() {
        var lines = List.of("[Parsed_ebur128_2 @ 0x1] [info] Summary:", "  Integrated loudness:",
                "    I:         -21.7 LUFS",
                "    Threshold: -31.9 LUFS", "  True peak:", "    Peak:      -18.0 dBFS");

        assertThat(LoudnessMeter.gain(WANTED, lines)).isEqualTo(Gain.towards(WANTED, -21.7, -18));
    }
}
