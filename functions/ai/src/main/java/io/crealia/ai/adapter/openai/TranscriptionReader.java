package io.crealia.ai.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.openai.SoundPieces.Piece;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.HeardWords;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code verbose_json} of a transcription. Times are seconds from the start of the piece. */
final class TranscriptionReader {
    /** Where the provider says nothing of how sure it is. */
    private static final double UNTOLD = 0.5;

    record Heard(List<Word> words, Optional<String> language, Optional<String> notice) {}

    private TranscriptionReader() {}

    /** @throws CallFault if it is not such an answer, or not one that can be of this sound */
    static Heard read(JsonNode json, Piece piece) throws CallFault {
        var list = json.path("words");
        var text = json.path("text");
        // A sound without speech has no text, and then some servers leave the list out.
        if (!text.isTextual() || !list.isArray() && !text.textValue().isBlank()) {
            throw CallFault.garbled("a transcription without text and words", null);
        }
        var bare = new ArrayList<String>();
        for (var word : list) {
            if (!word.path("word").isTextual()) {
                throw CallFault.garbled("a transcription with a word that is not text", null);
            }
            bare.add(word.path("word").textValue());
        }
        var heard = new HeardWords(piece.startMs(), piece.ms());
        var forms = Punctuation.restored(bare, text.textValue());
        for (int i = 0; i < list.size(); i++) {
            var word = list.get(i);
            heard.add(forms.get(i), HeardWords.ms(word.path("start")), HeardWords.ms(word.path("end")),
                    confidence(json.path("segments"), word.path("start").asDouble()));
        }
        return new Heard(heard.words(),
                Optional.ofNullable(json.path("language").textValue()).flatMap(Languages::named),
                Optional.ofNullable(json.path("crealia_notice").textValue()));
    }

    /** The mean probability of a token in the segment that the word is in. */
    private static double confidence(JsonNode segments, double at) {
        for (var segment : segments) {
            if (segment.path("avg_logprob").isNumber() && at >= segment.path("start").asDouble()
                    && at <= segment.path("end").asDouble()) {
                return Math.clamp(Math.exp(segment.path("avg_logprob").asDouble()), 0, 1);
            }
        }
        return UNTOLD;
    }
}
