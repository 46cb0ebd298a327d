package io.crealia.privacy.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.util.Optional;

/**
 * What the queue is told of an export, by this feature to itself. Not a fact: facts name an asset, and a person need not
 * have any.
 */
public record ExportRequest(TenantId tenant, ExportId export) {
    private static final String TYPE = "ExportRequested";

    public String text() {
        return Json.text(Json.object().put("type", TYPE).put("version", 1).put("tenant_id", tenant.value())
                .put("export_id", export.value()));
    }

    /**
     * @return empty if the message is another one
     * @throws IllegalArgumentException if it names no tenant or export
     */
    public static Optional<ExportRequest> of(String text) {
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
        return TYPE.equals(json.path("type").textValue()) && json.path("version").asInt() == 1
                ? Optional.of(new ExportRequest(new TenantId(json.path("tenant_id").asText()),
                        new ExportId(json.path("export_id").asText())))
                : Optional.empty();
    }
}
