package io.crealia.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.webhooks.domain.Attempt;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryState;

/** A delivery as the API shows it. */
final class DeliveryView {
    private DeliveryView() {}

    static ObjectNode summary(Delivery delivery) {
        var event = delivery.event();
        var json = Json.object().put("id", delivery.id().value()).put("endpoint_id", delivery.endpoint().value())
                .put("event_id", event.id().value()).put("type", event.type().wireName());
        event.asset().ifPresent(asset -> json.put("asset_id", asset.value()));
        json.put("state", delivery.state().wireName());
        if (delivery.state() instanceof DeliveryState.Waiting waiting) {
            json.put("next_attempt_at", waiting.dueAt().toString());
        }
        var attempts = json.putArray("attempts");
        delivery.attempts().forEach(attempt -> write(attempt, attempts.addObject()));
        return json.put("created_at", delivery.createdAt().toString());
    }

    /** With the body that is sent. */
    static ObjectNode json(Delivery delivery) {
        var json = summary(delivery);
        json.set("payload", Json.parse(delivery.event().payload()));
        return json;
    }

    private static void write(Attempt attempt, ObjectNode json) {
        json.put("number", attempt.number()).put("at", attempt.at().toString()).put("duration_ms",
                attempt.took().toMillis());
        attempt.status().ifPresent(status -> json.put("status", status));
        attempt.error().ifPresent(error -> json.put("error", error.wireName()));
    }
}
