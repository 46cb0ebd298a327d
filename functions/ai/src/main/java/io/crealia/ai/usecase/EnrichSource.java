package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.TranscriptJson;

/** What enrich and highlights go by: the transcript that the step captions left, where it left one. */
sealed interface EnrichSource {
    /** Four hours of fast speech have 3 MB. */
    int MOST_BYTES = 10_000_000;

    /** @param reason a sentence for people */
    record Missing(String reason) implements EnrichSource {}

    /**
     * @param words the document that the transcript was read from
     * @param durationMs of the media
     * @param needsReview whether a person has yet to see the words
     */
    record Found(Transcript transcript, byte[] words, long durationMs, boolean needsReview) implements EnrichSource {}

    /** @throws MissingInputException if a document that another names is not there */
    static EnrichSource read(MediaStore store, Fact.StepRequested request) {
        var captions = new ResultDocuments(store).of(request, Step.CAPTIONS);
        if (captions.isEmpty()) {
            return new Missing("There is no transcript: the step captions did not succeed.");
        }
        var document = captions.get();
        if (document.hasNonNull("skipped_reason")) {
            return new Missing("There is no transcript. " + document.path("skipped_reason").asText());
        }
        var key = document.path("words_key").asText();
        var words = store.get(key, MOST_BYTES)
                .orElseThrow(() -> new MissingInputException("there is no transcript " + key));
        var transcript = TranscriptJson.read(Json.parse(words));
        return transcript.words().isEmpty()
                ? new Missing("There is no transcript: nothing is spoken.")
                : new Found(transcript, words, durationMs(document, store, request, transcript),
                        document.path("state").asText().equals("needs_review"));
    }

    // The transcode's outputs are what clips are cut of. Captions of a video without sound know no length of it.
    private static long durationMs(JsonNode captions, MediaStore store, Fact.StepRequested request,
            Transcript transcript) {
        var transcode = new ResultDocuments(store).of(request, Step.TRANSCODE)
                .map(document -> document.path("duration_ms").asLong()).orElse(0L);
        if (transcode > 0) {
            return transcode;
        }
        var audio = captions.path("audio_ms").asLong();
        return audio > 0 ? audio : transcript.words().stream().mapToLong(word -> word.endMs()).max().orElse(0);
    }
}
