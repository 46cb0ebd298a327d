package io.crealia.privacy.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.platform.json.Json;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Pass;
import io.crealia.privacy.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** What a certificate says: the plan, what was removed, and that nothing was found any more. Ids and numbers only. */
final class CertificateText {
    private static final int SCHEMA = 1;

    private CertificateText() {}

    /** @param assets the certificates of a person's assets; empty for one asset */
    static ObjectNode of(Erasure erasure, Pass verification, Map<AssetId, Erasure.Certificate> assets,
            Duration settled, Instant now) {
        var json = Json.object().put("schema", SCHEMA).put("erasure_id", erasure.id().value()).put("tenant_id",
                erasure.tenant().value());
        scope(erasure.scope(), json.putObject("scope"));
        json.put("requested_at", erasure.requestedAt().toString()).put("completed_at", now.toString());
        var plan = json.putArray("plan");
        Inventory.all().forEach(holding -> plan.addObject().put("holding", holding.name()).put("erasure",
                holding.erasure().name().toLowerCase(Locale.ROOT)));
        var removed = json.putObject("removed");
        erasure.removed().forEach(removed::put);
        var verified = json.putObject("verification").put("passes", erasure.passes() + 1)
                .put("nothing_found_for_ms", settled.toMillis());
        var remaining = verified.putObject("remaining");
        verification.remaining().forEach(remaining::put);
        if (erasure.scope() instanceof Scope.OneSubject) {
            var list = json.putArray("assets");
            assets.forEach((asset, certificate) -> list.addObject().put("asset_id", asset.value())
                    .put("certificate_sha256", sha256(certificate.signed())));
        }
        return json;
    }

    private static void scope(Scope scope, ObjectNode json) {
        switch (scope) {
            case Scope.OneAsset(var asset) -> json.put("type", "asset").put("asset_id", asset.value());
            case Scope.OneSubject(var subject) -> json.put("type", "subject").put("subject_id", subject.value());
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
