package io.crealia.webhooks.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;

/** What the queue carries, ids only: {@code {tenant_id, delivery_id, version}}. */
public record DeliveryMessage(TenantId tenant, DeliveryId id, long version) {
    static DeliveryMessage of(Delivery delivery) {
        return new DeliveryMessage(delivery.tenant(), delivery.id(), delivery.version());
    }

    /**
     * @throws IllegalArgumentException if a field is missing or malformed: a failed record
     * @throws io.crealia.platform.json.MalformedJsonException if the text is no JSON: a failed record
     */
    public static DeliveryMessage parse(String text) {
        var json = Json.parse(text);
        var version = json.path("version");
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw new IllegalArgumentException("expected a version");
        }
        return new DeliveryMessage(new TenantId(json.path("tenant_id").textValue()),
                new DeliveryId(json.path("delivery_id").textValue()), version.longValue());
    }

    String text() {
        return Json.text(Json.object().put("tenant_id", tenant.value()).put("delivery_id", id.value()).put("version",
                version));
    }
}
