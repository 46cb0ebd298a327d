package io.crealia.ai.domain.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.Sounds;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SoundLevelsTest {
    private static final int HEADER = 44;

    @Test
    void energy_louderPart_hasMore() {
        var wav = Sounds.wav(2_000, ms -> ms < 1_000 ? 0.1 : 0.2);
        var levels = levels(wav, wav.length);
        assertThat((double) levels.energy(1_000, 2_000) / levels.energy(0, 1_000)).isBetween(3.9, 4.1);
        assertThat(levels.samples(0, 1_000)).isEqualTo(Sounds.RATE);
    }

    @Test
    void add_piecesOfAnySize_areOneSound() {
        var wav = Sounds.wav(1_000, ms -> ms / 1_000.0);
        var whole = levels(wav, wav.length);
        var random = new Random(7);
        for (int size : new int[]{1, 3, 640, 641, 1 + random.nextInt(5_000)}) {
            var pieces = levels(wav, size);
            assertThat(pieces.energy(0, 1_000)).isEqualTo(whole.energy(0, 1_000)).isPositive();
            assertThat(pieces.energy(300, 420)).isEqualTo(whole.energy(300, 420));
        }
    }

    @Test
    void energy_behindTheEnd_isNone() {
        var wav = Sounds.wav(1_000, _ -> 0.5);
        var levels = levels(wav, wav.length);
        assertThat(levels.energy(1_000, 9_000)).isZero();
        assertThat(levels.samples(900, Long.MAX_VALUE)).isEqualTo(Sounds.RATE / 10);
        assertThat(SoundLevels.NONE.samples(0, 1_000)).isZero();
    }

    @Test
    void energy_loudestSamples_doNotOverflow() {
        var meter = new SoundLevels.Meter(8_000);
        var loudest = new byte[16_000 * 60];
        for (int i = 0; i < loudest.length; i += 2) {
            loudest[i + 1] = (byte) 0x80;
        }
        meter.add(loudest, 0, loudest.length);
        assertThat(meter.levels().energy(0, 60_000)).isEqualTo(32_768L * 32_768 * 8_000 * 60);
    }

    private static SoundLevels levels(byte[] wav, int pieceSize) {
        var meter = new SoundLevels.Meter(Sounds.RATE);
        for (int at = HEADER; at < wav.length; at += pieceSize) {
            meter.add(wav, at, Math.min(pieceSize, wav.length - at));
        }
        return meter.levels();
    }
}
