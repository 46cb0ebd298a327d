package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.MediaStore;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.Optional;

/**
 * What was bought for an asset, by the hash of everything that decides the answer. It lies with the asset, so it is erased
 * with it and no tenant learns from another. A purchase that failed is kept for its token alone, so that the same message
 * delivered again ends the same and costs nothing.
 */
public final class ResultCache {
    private static final int MOST_BYTES = 8_000_000;

    private final MediaStore store;

    public ResultCache(MediaStore store) {
        this.store = store;
    }

    /**
     * @param token that paid
     * @param answer empty where the purchase failed
     */
    public record Entry(String token, Amount used, Optional<ObjectNode> answer, Optional<AiFailure> failure) {
        public static Entry answered(Fact.StepRequested cause, Amount used, ObjectNode answer) {
            return new Entry(cause.token().value(), used, Optional.of(answer), Optional.empty());
        }

        static Entry failed(Fact.StepRequested cause, Amount used, AiFailure failure) {
            return new Entry(cause.token().value(), used, Optional.empty(), Optional.of(failure));
        }

        public boolean paidBy(Fact.StepRequested cause) {
            return token.equals(cause.token().value());
        }
    }

    /** @return empty where there is none, or none that can be read */
    public Optional<Entry> find(Fact.StepRequested cause, String hash) {
        return store.get(key(cause, hash), MOST_BYTES).flatMap(ResultCache::read);
    }

    public void put(Fact.StepRequested cause, String hash, Entry entry) {
        store.put(key(cause, hash), Json.bytes(write(entry)), "application/json");
    }

    /** How this very attempt failed before. */
    public Optional<Entry> failure(Fact.StepRequested cause, String hash) {
        return find(cause, failureHash(cause, hash)).filter(entry -> entry.failure().isPresent());
    }

    public void putFailure(Fact.StepRequested cause, String hash, Amount used, AiFailure failure) {
        put(cause, failureHash(cause, hash), Entry.failed(cause, used, failure));
    }

    private static String failureHash(Fact.StepRequested cause, String hash) {
        return new InputHash().add("failure").add(hash).add(cause.token().value()).hex();
    }

    private static String key(Fact.StepRequested cause, String hash) {
        return cause.header().tenantId() + "/" + cause.header().assetId() + "/cache/ai/" + hash + ".json";
    }

    private static ObjectNode write(Entry entry) {
        var json = Json.object().put("schema", 1).put("token", entry.token());
        json.putObject("used").put("audio_ms", entry.used().audioMs()).put("input_tokens", entry.used().inputTokens())
                .put("output_tokens", entry.used().outputTokens());
        entry.answer().ifPresent(answer -> json.set("answer", answer));
        entry.failure().ifPresent(failure -> json.putObject("failure").put("kind", failure.kind().name())
                .put("code", failure.code()).put("detail", failure.getMessage()));
        return json;
    }

    private static Optional<Entry> read(byte[] bytes) {
        try {
            var json = Json.parse(bytes);
            if (json.path("schema").asInt() != 1) {
                return Optional.empty();
            }
            var used = json.path("used");
            return Optional.of(new Entry(json.path("token").asText(),
                    new Amount(used.path("audio_ms").asLong(), used.path("input_tokens").asLong(),
                            used.path("output_tokens").asLong()),
                    Optional.ofNullable(json.get("answer")).filter(JsonNode::isObject).map(ObjectNode.class::cast),
                    Optional.ofNullable(json.get("failure")).map(failure -> new AiFailure(
                            FailureKind.valueOf(failure.path("kind").asText()), failure.path("code").asText(),
                            failure.path("detail").asText(), null))));
        } catch (MalformedJsonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
