package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.port.MediaStore;
import java.util.Optional;

/** The steps' result documents in the media bucket. */
public final class ResultDocuments {
    private static final int MAX_BYTES = 1_000_000;

    private final MediaStore store;

    public ResultDocuments(MediaStore store) {
        this.store = store;
    }

    static String key(Fact.StepRequested request) {
        return MediaKeys.result(request.header().tenantId(), request.header().assetId(), request.token());
    }

    Optional<JsonNode> find(String key) {
        return store.get(key, MAX_BYTES).map(Json::parse);
    }

    /**
     * The result of a step that must have succeeded before.
     *
     * @throws IllegalStateException if the request names none
     * @throws MissingInputException if there is none
     */
    JsonNode required(Fact.StepRequested request, Step step) {
        var key = request.results().get(step);
        if (key == null) {
            throw new IllegalStateException("the request names no result of step " + step.wireName());
        }
        return find(key).orElseThrow(() -> new MissingInputException("there is no result document " + key));
    }

    /** The result of a step that may have failed for good, or whose document may say that it was skipped. */
    Optional<JsonNode> ofDegradable(Fact.StepRequested request, Step step) {
        return Optional.ofNullable(request.results().get(step)).map(key -> find(key)
                .orElseThrow(() -> new MissingInputException("there is no result document " + key)));
    }

    void write(String key, ObjectNode document) {
        store.put(key, Json.bytes(document), "application/json");
    }
}
