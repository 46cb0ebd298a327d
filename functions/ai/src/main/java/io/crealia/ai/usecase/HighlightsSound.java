package io.crealia.ai.usecase;

import io.crealia.ai.domain.highlight.SoundLevels;
import io.crealia.ai.domain.speech.PcmWav;
import io.crealia.ai.port.MediaStore;
import java.util.Optional;

/** Measures the sound that the transcode extracted for speech, piece by piece. */
final class HighlightsSound {
    /** Two minutes of sound; four hours take 110 requests. */
    private static final int PIECE = 4 << 20;

    private final MediaStore store;

    HighlightsSound(MediaStore store) {
        this.store = store;
    }

    /** Empty where there is no such file, or it is not as the transcode makes it. */
    Optional<SoundLevels> levels(String key) {
        return store.size(key).flatMap(size -> header(key, size)).map(wav -> {
            var meter = new SoundLevels.Meter(PcmWav.SAMPLE_RATE);
            var end = wav.dataOffset() + wav.dataBytes();
            long offset = wav.dataOffset();
            while (offset < end) {
                var piece = store.range(key, offset, (int) Math.min(PIECE, end - offset));
                if (piece.length == 0) {
                    break;
                }
                meter.add(piece, 0, piece.length);
                offset += piece.length;
            }
            return meter.levels();
        });
    }

    private Optional<PcmWav> header(String key, long size) {
        try {
            return Optional.of(PcmWav.parse(store.range(key, 0, PcmWav.HEADER_BYTES), size));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
