package io.crealia.ai.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.util.Optional;

/** The steps' result documents in the media bucket. */
public final class ResultDocuments {
    private static final int MAX_BYTES = 1_000_000;

    private final MediaStore store;

    public ResultDocuments(MediaStore store) {
        this.store = store;
    }

    /** Where the attempt's own result lies. */
    static String key(Fact.StepRequested request) {
        return MediaKeys.result(request.header().tenantId(), request.header().assetId(), request.token());
    }

    Optional<JsonNode> find(String key) {
        return store.get(key, MAX_BYTES).map(Json::parse);
    }

    /** The result of a step that may not have been there, or not have succeeded. */
    Optional<JsonNode> of(Fact.StepRequested request, Step step) {
        return Optional.ofNullable(request.results().get(step)).map(key -> find(key)
                .orElseThrow(() -> new MissingInputException("there is no result document " + key)));
    }

    /**
     * The result of a step that must have succeeded before.
     *
     * @throws IllegalStateException if the request names none
     * @throws MissingInputException if there is none
     */
    JsonNode required(Fact.StepRequested request, Step step) {
        return of(request, step).orElseThrow(
                () -> new IllegalStateException("the request names no result of step " + step.wireName()));
    }

    void write(String key, ObjectNode document) {
        store.put(key, Json.bytes(document), "application/json");
    }

    /** What a result document says of the attempt that wrote it. */
    static StepOutcome.Succeeded succeeded(String key, JsonNode document) {
        return new StepOutcome.Succeeded(key, Optional.ofNullable(document.path("skipped_reason").textValue()));
    }
}
