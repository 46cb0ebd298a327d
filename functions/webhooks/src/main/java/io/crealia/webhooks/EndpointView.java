package io.crealia.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import java.time.Instant;
import java.util.List;

/** An endpoint as the API shows it. */
final class EndpointView {
    static final String ALL_EVENTS = "*";

    private EndpointView() {}

    /** Without any secret. */
    static ObjectNode json(Endpoint endpoint, Instant now) {
        var json = Json.object().put("id", endpoint.id().value()).put("url", endpoint.url().text())
                .put("state", endpoint.state().wireName());
        var events = json.putArray("events");
        names(endpoint).forEach(events::add);
        var keys = json.putArray("keys");
        for (var key : endpoint.keys()) {
            if (key.expiresAt().filter(at -> !now.isBefore(at)).isEmpty()) {
                var entry = keys.addObject().put("signing", key.key().version()).put("created_at",
                        key.createdAt().toString());
                key.expiresAt().ifPresent(at -> entry.put("expires_at", at.toString()));
                if (key.key() instanceof SigningKey.Asymmetric pair) {
                    entry.put("public_key", pair.publicHalf().text());
                }
            }
        }
        return json.put("created_at", endpoint.createdAt().toString()).put("updated_at",
                endpoint.updatedAt().toString());
    }

    /** With the secret that both sides share, for whoever has just made it. */
    static ObjectNode withSecret(Endpoint endpoint, Instant now) {
        var json = json(endpoint, now);
        if (endpoint.newestKey().key() instanceof SigningKey.Symmetric symmetric) {
            json.put("secret", symmetric.text());
        }
        return json;
    }

    private static List<String> names(Endpoint endpoint) {
        return endpoint.events().isEmpty()
                ? List.of(ALL_EVENTS)
                : endpoint.events().stream().sorted().map(EventType::wireName).toList();
    }
}
