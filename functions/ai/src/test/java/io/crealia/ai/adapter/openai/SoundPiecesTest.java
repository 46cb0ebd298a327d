package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.adapter.Wav;
import io.crealia.ai.port.InMemoryMediaStore;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SoundPiecesTest {
    private static final String KEY = "sound.wav";
    private final InMemoryMediaStore store = new InMemoryMediaStore();

    private WavSound sound(byte[] file) {
        store.put(KEY, file, "audio/wav");
        return WavSound.open(store, KEY).orElseThrow();
    }

    @Test
    void of_longSound_isCutInTheQuietestMomentBeforeTheLimit() {
        // Silence from 7.0 to 7.4 s; a limit of 10 s; looked for from 5 s on.
        var sound = sound(Wav.of(16_000, 16_000, i -> i >= 112_000 && i < 118_400 ? 0 : i % 2 == 0 ? 9_000 : -9_000));
        var pieces = SoundPieces.of(sound, store, sound.bytesOf(10_000));
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst().ms()).isBetween(7_000L, 7_400L);
        assertThat(pieces.getLast().startMs()).isEqualTo(pieces.getFirst().ms());
        assertThat(pieces.stream().mapToLong(SoundPieces.Piece::bytes).sum()).isEqualTo(sound.bytes());
        assertThat(pieces).allMatch(piece -> piece.bytes() % 2 == 0 && piece.from() % 2 == 0);
    }

    @Test
    void of_uniformSound_isCutCloseToTheLimitAndNeverAbove() {
        var sound = sound(Wav.of(16_000, 61_003, i -> i % 2 == 0 ? 9_000 : -9_000));
        var pieces = SoundPieces.of(sound, store, sound.bytesOf(20_000));
        assertThat(pieces).hasSize(4).allMatch(piece -> piece.ms() <= 20_000);
        assertThat(pieces.getFirst().ms()).isGreaterThan(19_800);
        assertThat(pieces.stream().mapToLong(SoundPieces.Piece::bytes).sum()).isEqualTo(sound.bytes());
    }

    @Test
    void of_defaultLimits_areTwentyMinutesAndLessThan25Megabytes() {
        var slow = new WavSound(KEY, 8_000, 44, 8_000L * 2 * 60 * 30);
        store.put(KEY, new byte[100], "audio/wav");
        assertThat(SoundPieces.of(slow, store).getFirst().ms()).isLessThanOrEqualTo(SoundPieces.MOST_MS)
                .isGreaterThan(SoundPieces.MOST_MS - 30_001);
        var fast = new WavSound(KEY, 48_000, 44, 48_000L * 2 * 60 * 30);
        assertThat(SoundPieces.of(fast, store).getFirst().bytes() + WavSound.HEADER).isLessThan(25_000_000);
    }

    @Test
    void open_extraChunksAndUnknownLength_findsTheSound() {
        var plain = Wav.ofTone(100);
        var file = new byte[plain.length + 12];
        System.arraycopy(plain, 0, file, 0, 36);
        System.arraycopy(new byte[]{'L', 'I', 'S', 'T', 3, 0, 0, 0, 1, 2, 3, 0}, 0, file, 36, 12);
        System.arraycopy(plain, 36, file, 48, plain.length - 36);
        Arrays.fill(file, 52, 56, (byte) 0xFF);
        assertThat(sound(file)).isEqualTo(new WavSound(KEY, 16_000, 56, 3_200));
    }

    @Test
    void open_stereoFloatOrShortFile_isNone() {
        var stereo = Wav.ofTone(10);
        stereo[22] = 2;
        var encoded = Wav.ofTone(10);
        encoded[20] = 3;
        for (var file : new byte[][]{stereo, encoded, new byte[10], Arrays.copyOf(Wav.ofTone(10), 40)}) {
            store.put(KEY, file, "audio/wav");
            assertThat(WavSound.open(store, KEY)).isEmpty();
        }
    }

    @Test
    void header_isThatOfAFileOfItsOwn() {
        var file = Wav.ofTone(50);
        assertThat(sound(file).header(1_600)).isEqualTo(Arrays.copyOf(file, 44));
    }
}
