package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.domain.speech.PcmWav;
import io.crealia.ai.domain.speech.VoiceActivity;
import io.crealia.ai.domain.speech.VoicedSpans;
import io.crealia.ai.port.MediaStore;
import java.util.Optional;

/** The sound that the transcode step took out of the source. Read piece by piece: four hours are 460 MB. */
final class SpeechAudio {
    private static final int PIECE = 8 << 20;

    private final MediaStore store;

    SpeechAudio(MediaStore store) {
        this.store = store;
    }

    /** @return its key; empty where the source has no sound */
    static Optional<String> key(JsonNode transcode) {
        for (var rendition : transcode.path("renditions")) {
            if (rendition.path("kind").asText().equals("speech") && rendition.path("state").asText().equals("ready")) {
                return Optional.of(rendition.path("key").asText());
            }
        }
        return Optional.empty();
    }

    /**
     * @throws IllegalArgumentException if it is not as the transcode step makes it, saying what was expected
     * @throws MissingInputException if it is not there, or grows shorter while it is read
     */
    VoicedSpans listen(String key) {
        var size = store.size(key).orElseThrow(() -> new MissingInputException("there is no sound at " + key));
        var wav = PcmWav.parse(store.range(key, 0, PcmWav.HEADER_BYTES), size);
        var activity = new VoiceActivity();
        var end = wav.dataOffset() + wav.dataBytes();
        for (long at = wav.dataOffset(); at < end;) {
            var piece = store.range(key, at, (int) Math.min(PIECE, end - at));
            if (piece.length == 0) {
                throw new MissingInputException("the sound at " + key + " ends at byte " + at);
            }
            // A sample has two bytes; a piece cut inside one is read again from there.
            var whole = piece.length > 1 ? piece.length & ~1 : 0;
            if (whole == 0) {
                throw new IllegalStateException("the sound at " + key + " ends inside a sample");
            }
            activity.accept(piece, whole);
            at += whole;
        }
        return activity.spans();
    }
}
