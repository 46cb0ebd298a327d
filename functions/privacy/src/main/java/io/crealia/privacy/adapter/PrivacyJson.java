package io.crealia.privacy.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Scope;
import java.util.Locale;

/** What the API shows of erasures, exports and the inventory. */
public final class PrivacyJson {
    private PrivacyJson() {}

    /** An element of the list. */
    public static ObjectNode summary(Erasure erasure) {
        var json = Json.object().put("id", erasure.id().value()).put("state", erasure.state());
        var scope = json.putObject("scope");
        switch (erasure.scope()) {
            case Scope.OneAsset(var asset) -> scope.put("type", "asset").put("asset_id", asset.value());
            case Scope.OneSubject(var subject) -> scope.put("type", "subject").put("subject_id", subject.value());
        }
        json.put("requested_at", erasure.requestedAt().toString());
        erasure.certificate().ifPresent(certificate -> json.put("completed_at", certificate.at().toString()));
        return json;
    }

    /** One erasure, with its certificate once there is one. */
    public static ObjectNode erasure(Erasure erasure) {
        var json = summary(erasure).put("passes", erasure.passes());
        var removed = json.putArray("removed");
        erasure.removed()
                .forEach((holding, count) -> removed.addObject().put("holding", holding).put("count", count));
        erasure.certificate().ifPresent(certificate -> json.put("certificate", certificate.signed()));
        return json;
    }

    /** One export, without the address of its archive. */
    public static ObjectNode export(Export export) {
        var json = Json.object().put("id", export.id().value())
                .put("state", export.state().name().toLowerCase(Locale.ROOT))
                .put("subject_id", export.subject().value()).put("requested_at", export.requestedAt().toString());
        export.readyAt().ifPresent(at -> json.put("completed_at", at.toString()));
        if (export.ended()) {
            json.put("deleted_at", export.nextAt().toString());
        }
        return json;
    }

    public static ObjectNode inventory() {
        var json = Json.object();
        var data = json.putArray("data");
        Inventory.all()
                .forEach(holding -> data.addObject().put("name", holding.name())
                        .put("kind", holding.kind().name().toLowerCase(Locale.ROOT)).put("holds", holding.holds())
                        .put("purpose", holding.purpose()).put("period", holding.period())
                        .put("erasure", holding.erasure().name().toLowerCase(Locale.ROOT)));
        return json;
    }
}
