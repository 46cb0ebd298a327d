package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.CueLayout;
import io.crealia.timedtext.SubRip;
import io.crealia.timedtext.TimedTextException;
import io.crealia.timedtext.TranscriptJson;
import io.crealia.timedtext.Word;
import io.crealia.transcoding.port.MediaStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What may be burned into the reels of an asset.
 *
 * @param language RFC 5646; empty where nothing may be burned in
 * @param words with times of the source
 * @param none why nothing is burned in
 * @param content the words' file as it is, for the hash of what decides a reel
 */
record ReelCaptions(Optional<String> language, List<Word> words, String none, String content) {
    private static final int MAX_BYTES = 16_000_000;
    private static final int LANGUAGE_MOST = 35;

    /**
     * @param captions the result of the step captions, if it succeeded
     * @throws IllegalStateException if the words it names are not there, or are no transcript
     */
    static ReelCaptions read(Optional<JsonNode> captions, MediaStore store) {
        if (captions.isEmpty()) {
            return none("there are no captions");
        }
        var document = captions.get();
        if (document.hasNonNull("skipped_reason")) {
            return none("there are no captions: " + document.path("skipped_reason").asText());
        }
        if (!document.path("state").asText().equals("published")) {
            return none("the captions need a person's review");
        }
        var key = document.path("words_key").asText();
        var content = new String(store.get(key, MAX_BYTES)
                .orElseThrow(() -> new MissingInputException("there are no words at " + key)),
                StandardCharsets.UTF_8);
        try {
            var transcript = TranscriptJson.read(Json.parse(content));
            return new ReelCaptions(Optional.of(transcript.language()).filter(ReelCaptions::tag), transcript.words(),
                    "the captions do not say their language", content);
        } catch (TimedTextException e) {
            throw new IllegalStateException("the words at " + key + " are no transcript", e);
        }
    }

    private static ReelCaptions none(String why) {
        return new ReelCaptions(Optional.empty(), List.of(), why, "");
    }

    // MediaConvert takes letters, digits and hyphens as a language code.
    private static boolean tag(String language) {
        return language.length() <= LANGUAGE_MOST && language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    }

    /** The words that are spoken within a clip from their first to their last sound. */
    List<Word> within(long startMs, long endMs) {
        return words.stream().filter(word -> word.startMs() >= startMs && word.endMs() <= endMs).toList();
    }

    /** @param spoken at least one word @return SubRip with times of the source */
    static String subRip(List<Word> spoken) {
        return SubRip.write(CueLayout.vertical().cues(spoken));
    }
}
