package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.CueLayout;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.WebVtt;
import java.nio.charset.StandardCharsets;

/** The files of an attempt: words, and captions in the two formats that are made of them. */
final class CaptionFiles {
    private static final int MAX_BYTES = 10_000_000;

    private final MediaStore store;

    CaptionFiles(MediaStore store) {
        this.store = store;
    }

    /** Writes the files and returns the start of the result document. */
    ObjectNode write(Fact.StepRequested request, Transcript transcript, boolean needsReview) {
        var cues = CueLayout.landscape().cues(transcript);
        return write(request, transcript, needsReview, WebVtt.write(cues).getBytes(StandardCharsets.UTF_8),
                SubRip.write(cues).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Copies what a person gave, cues as they are, into the attempt's folder: a later edit must not change this result.
     *
     * @param human the document at {@link MediaKeys#humanCaptions}
     * @throws io.crealia.timedtext.TimedTextException or MalformedJsonException if the words cannot be read
     */
    ObjectNode copy(Fact.StepRequested request, JsonNode human) {
        var words = TranscriptJson.read(Json.parse(required(human, "words_key")));
        return write(request, words, false, required(human, "vtt_key"), required(human, "srt_key"));
    }

    private ObjectNode write(Fact.StepRequested request, Transcript transcript, boolean needsReview, byte[] vtt,
            byte[] srt) {
        var folder = MediaKeys.attempt(request.header().tenantId(), request.header().assetId(), request.token());
        store.put(folder + "words.json", Json.bytes(TranscriptJson.write(transcript)), "application/json");
        store.put(folder + "captions.vtt", vtt, "text/vtt; charset=utf-8");
        store.put(folder + "captions.srt", srt, "application/x-subrip; charset=utf-8");
        return Json.object().put("schema", 1).put("state", needsReview ? "needs_review" : "published")
                .put("origin", transcript.origin()).put("language", transcript.language())
                .put("words_key", folder + "words.json").put("vtt_key", folder + "captions.vtt")
                .put("srt_key", folder + "captions.srt").put("word_count", transcript.words().size())
                .put("speech_ms",
                        transcript.words().stream().mapToLong(word -> word.endMs() - word.startMs()).sum());
    }

    private byte[] required(JsonNode human, String name) {
        var key = human.path(name).asText();
        return store.get(key, MAX_BYTES).orElseThrow(() -> new MissingInputException("there is no object " + key));
    }
}
