package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Everything that decides what the captions of a request become.
 *
 * @param human what a person gave, if anybody did
 * @param script what the creator says is spoken, if it is there and not blank
 * @param audioKey of the sound; empty where the source has none
 * @param hash of all of it
 */
record CaptionSources(Optional<JsonNode> human, Optional<String> script, Optional<String> audioKey, long durationMs,
        String hash) {
    private static final int MAX_POINTER = 16_384;
    private static final int MAX_SCRIPT = 1_000_000;
    /** Changes whenever the same inputs may give other captions. */
    private static final String ALGORITHM = "captions-1";

    /** @param recogniser names everything of the configuration that may change what is heard */
    static CaptionSources of(Fact.StepRequested request, MediaStore store, String recogniser) {
        var header = request.header();
        var transcode = new ResultDocuments(store).required(request, Step.TRANSCODE);
        var audioKey = SpeechAudio.key(transcode);
        var human = store.get(MediaKeys.humanCaptions(header.tenantId(), header.assetId()), MAX_POINTER);
        var script = request.parameters().scriptKey().flatMap(key -> store.get(key, MAX_SCRIPT))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).filter(text -> !text.isBlank());
        // The sound follows from the source; where an attempt put it does not matter.
        var hash = new InputHash().add("algorithm", ALGORITHM).add("source", request.source().etag())
                .add("sound", String.valueOf(audioKey.isPresent())).add("human", human.orElse(new byte[0]));
        if (human.isEmpty()) {
            hash.add("script", script.orElse("")).add("language", request.parameters().language().orElse(""))
                    .add("recogniser", recogniser);
        }
        return new CaptionSources(human.map(Json::parse), script, audioKey, transcode.path("duration_ms").asLong(),
                hash.hex());
    }
}
