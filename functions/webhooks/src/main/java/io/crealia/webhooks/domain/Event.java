package io.crealia.webhooks.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a tenant's servers are told.
 *
 * @param payload the body as it is sent, byte for byte the same in every attempt: {@code {type, timestamp, data}}; holds
 *            ids and codes, never personal data
 * @param correlationId of what it tells about, for log lines and a header; empty of a trial
 */
public record Event(EventId id, TenantId tenant, EventType type, Instant at, Optional<AssetId> asset, String payload,
        Optional<String> correlationId) {
    public Event {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(correlationId, "correlationId");
    }

    /** @return empty where the change tells others nothing */
    public static Optional<Event> of(Fact.AssetChanged change) {
        return EventType.of(change).map(type -> {
            var header = change.header();
            var json = Json.object().put("type", type.wireName()).put("timestamp", header.at().toString());
            var data = json.putObject("data").put("asset_id", header.assetId().value())
                    .put("workflow_id", change.runId().value()).put("state", change.state().wireName())
                    .put("playable", change.playable());
            // A code is one of ours; a detail may quote somebody.
            change.reason().ifPresent(reason -> data.put("reason", reason.code()));
            return new Event(EventId.of(header.assetId(), change.runId(), type), header.tenantId(), type, header.at(),
                    Optional.of(header.assetId()), Json.text(json), Optional.of(header.correlationId()));
        });
    }

    public static Event of(Fact.AssetErased erased) {
        var header = erased.header();
        var type = EventType.ASSET_DELETED;
        var json = Json.object().put("type", type.wireName()).put("timestamp", header.at().toString());
        json.putObject("data").put("asset_id", header.assetId().value()).put("state", "deleted").put("playable", false);
        return new Event(EventId.of(header.assetId(), type), header.tenantId(), type, header.at(),
                Optional.of(header.assetId()), Json.text(json), Optional.of(header.correlationId()));
    }

    /** A trial of one endpoint. */
    public static Event trial(EventId id, TenantId tenant, EndpointId endpoint, Instant at) {
        var type = EventType.WEBHOOK_TEST;
        var json = Json.object().put("type", type.wireName()).put("timestamp", at.toString());
        json.putObject("data").put("endpoint_id", endpoint.value());
        return new Event(id, tenant, type, at, Optional.empty(), Json.text(json), Optional.empty());
    }
}
