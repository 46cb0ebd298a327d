package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.domain.highlight.PcmHeader;
import io.crealia.ai.domain.highlight.SoundLevels;
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

    /** The speech file of a transcode's result; empty where the media has no sound. */
    static Optional<String> key(JsonNode transcode) {
        for (var rendition : transcode.path("renditions")) {
            if (rendition.path("kind").asText().equals("speech") && rendition.path("state").asText().equals("ready")) {
                return Optional.of(rendition.path("key").asText());
            }
        }
        return Optional.empty();
    }

    /** Empty where there is no such file, or it is not 16-bit PCM in one channel. */
    Optional<SoundLevels> levels(String key) {
        return PcmHeader.parse(store.range(key, 0, PcmHeader.MOST_BYTES)).map(header -> {
            var meter = new SoundLevels.Meter(header.sampleRate());
            long offset = header.dataOffset();
            byte[] piece;
            do {
                piece = store.range(key, offset, PIECE);
                meter.add(piece, 0, piece.length);
                offset += piece.length;
            } while (piece.length == PIECE);
            return meter.levels();
        });
    }
}
