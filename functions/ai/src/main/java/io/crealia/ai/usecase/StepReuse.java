package io.crealia.ai.usecase;

import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.Optional;

/** Remembers the result that a step had of given inputs, so that the same inputs cost nothing a second time. */
public final class StepReuse {
    private static final int MAX_POINTER = 4096;

    private final MediaStore store;
    private final ResultDocuments results;

    public StepReuse(MediaStore store) {
        this.store = store;
        this.results = new ResultDocuments(store);
    }

    /**
     * @param inputs see {@link InputHash}
     * @return the earlier result, where its document still is
     */
    Optional<StepOutcome.Succeeded> find(Fact.StepRequested request, String inputs) {
        return store.get(pointer(request, inputs), MAX_POINTER).flatMap(StepReuse::resultKey)
                .filter(key -> key.startsWith(folder(request)))
                .flatMap(key -> results.find(key).map(document -> ResultDocuments.succeeded(key, document)));
    }

    /** To be called after the result document was written. */
    void remember(Fact.StepRequested request, String inputs, String resultKey) {
        store.put(pointer(request, inputs), Json.bytes(Json.object().put("schema", 1).put("result_key", resultKey)),
                "application/json");
    }

    // A pointer that cannot be read is none: the step is done anew and replaces it.
    private static Optional<String> resultKey(byte[] pointer) {
        try {
            return Optional.ofNullable(Json.parse(pointer).path("result_key").textValue());
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    private static String folder(Fact.StepRequested request) {
        return request.header().tenantId() + "/" + request.header().assetId() + "/";
    }

    private static String pointer(Fact.StepRequested request, String inputs) {
        return MediaKeys.reuse(request.header().tenantId(), request.header().assetId(), request.token().step(),
                inputs);
    }
}
