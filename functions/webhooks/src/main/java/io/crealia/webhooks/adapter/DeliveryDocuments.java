package io.crealia.webhooks.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.webhooks.domain.Attempt;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.DeliveryState;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.domain.EventId;
import io.crealia.webhooks.domain.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * The document of a delivery: {@code _id, v, tenantId, endpointId, eventId, type, eventAt, assetId?, correlationId?, payload, state, dueAt?,
 * deferrals?, since?, until?, begun, attempts[{number, at, ms, status?, error?}], createdAt, visitAt?}.
 */
final class DeliveryDocuments {
    static final String VISIT_AT = "visitAt";

    private DeliveryDocuments() {}

    static Document write(Delivery delivery, Optional<Instant> visitAt) {
        var event = delivery.event();
        var document = new Document("_id", delivery.id().value()).append("v", delivery.version())
                .append("tenantId", event.tenant().value()).append("endpointId", delivery.endpoint().value())
                .append("eventId", event.id().value()).append("type", event.type().wireName())
                .append("eventAt", Date.from(event.at())).append("payload", event.payload())
                .append("state", delivery.state().wireName()).append("begun", delivery.begun())
                .append("attempts", delivery.attempts().stream().map(DeliveryDocuments::write).toList())
                .append("createdAt", Date.from(delivery.createdAt()))
                .append(VISIT_AT, visitAt.map(Date::from).orElse(null));
        event.correlationId().ifPresent(id -> document.append("correlationId", id));
        event.asset().ifPresent(asset -> document.append("assetId", asset.value()));
        switch (delivery.state()) {
            case DeliveryState.Waiting waiting ->
                document.append("dueAt", Date.from(waiting.dueAt())).append("deferrals", waiting.deferrals());
            case DeliveryState.Sending sending ->
                document.append("since", Date.from(sending.since())).append("until", Date.from(sending.until()));
            case DeliveryState.Succeeded _,DeliveryState.Failed _,DeliveryState.Cancelled _ -> {
            }
        }
        return document;
    }

    static Delivery read(Document document) {
        var event = new Event(new EventId(document.getString("eventId")), new TenantId(document.getString("tenantId")),
                EventType.ofWireName(document.getString("type")).orElseThrow(), instant(document, "eventAt"),
                Optional.ofNullable(document.getString("assetId")).map(AssetId::new), document.getString("payload"),
                Optional.ofNullable(document.getString("correlationId")));
        return new Delivery(new DeliveryId(document.getString("_id")), new EndpointId(document.getString("endpointId")),
                event, document.getLong("v"), state(document), document.getInteger("begun"),
                document.getList("attempts", Document.class).stream().map(DeliveryDocuments::attempt).toList(),
                instant(document, "createdAt"));
    }

    /** @throws IllegalArgumentException if this version does not know the state */
    private static DeliveryState state(Document document) {
        var name = document.getString("state");
        return switch (name) {
            case "waiting" ->
                new DeliveryState.Waiting(instant(document, "dueAt"), document.getInteger("deferrals"));
            case "sending" -> new DeliveryState.Sending(instant(document, "since"), instant(document, "until"));
            case "succeeded" -> new DeliveryState.Succeeded();
            case "failed" -> new DeliveryState.Failed();
            case "cancelled" -> new DeliveryState.Cancelled();
            default -> throw new IllegalArgumentException("no delivery state named \"" + name + "\"");
        };
    }

    private static Document write(Attempt attempt) {
        var document = new Document("number", attempt.number()).append("at", Date.from(attempt.at())).append("ms",
                attempt.took().toMillis());
        attempt.status().ifPresent(status -> document.append("status", status));
        attempt.error().ifPresent(error -> document.append("error", error.wireName()));
        return document;
    }

    private static Attempt attempt(Document document) {
        return new Attempt(document.getInteger("number"), instant(document, "at"),
                Duration.ofMillis(document.getLong("ms")), Optional.ofNullable(document.getInteger("status")),
                Optional.ofNullable(document.getString("error")).map(AttemptError::ofWireName));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
