package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * What a step left behind.
 *
 * @param key of the result document in the media bucket
 * @param document its content, an object that nobody changes
 */
public record StepResult(String key, JsonNode document) {
    public StepResult {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(document, "document");
    }
}
