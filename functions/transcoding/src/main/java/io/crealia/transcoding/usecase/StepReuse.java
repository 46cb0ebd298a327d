package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.port.MediaStore;
import java.util.Optional;

/** Remembers by a hash of everything that decides it which result a step had, so that unchanged inputs cost nothing. */
public final class StepReuse {
    private static final int MAX_BYTES = 1_000_000;

    private final MediaStore store;

    public StepReuse(MediaStore store) {
        this.store = store;
    }

    /** @param key of the result document, which is there */
    record Found(String key, JsonNode document) {}

    Optional<Found> find(TenantId tenant, AssetId asset, Step step, String inputs) {
        return store.get(MediaKeys.reuse(tenant, asset, step, inputs), MAX_BYTES).map(Json::parse)
                .map(pointer -> pointer.path("result_key").asText()).filter(key -> !key.isEmpty())
                .flatMap(key -> store.get(key, MAX_BYTES).map(bytes -> new Found(key, Json.parse(bytes))));
    }

    /** @param key of a result document that is there already */
    void remember(TenantId tenant, AssetId asset, Step step, String inputs, String key) {
        store.put(MediaKeys.reuse(tenant, asset, step, inputs),
                Json.bytes(Json.object().put("schema", 1).put("result_key", key)), "application/json");
    }
}
