package io.crealia.privacy.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Scope;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;

/**
 * The document of an erasure: {@code {_id, tenantId, assetId? | subjectId?, v, requestedAt, passes, removed[{holding,
 * count}], ids[], settledAt?, nextAt?, certifiedAt?, certificate?, outbox[]}}.
 */
final class ErasureDocuments {
    static final String NEXT_AT = "nextAt";

    private ErasureDocuments() {}

    static Document write(Erasure erasure, List<OutboxMessage> outbox) {
        var document = new Document("_id", erasure.id().value()).append("tenantId", erasure.tenant().value())
                .append("v", erasure.version()).append("requestedAt", Date.from(erasure.requestedAt()))
                .append("passes", erasure.passes())
                .append("removed", erasure.removed().entrySet().stream()
                        .map(entry -> new Document("holding", entry.getKey()).append("count", entry.getValue()))
                        .toList())
                .append("ids", List.copyOf(erasure.ids())).append(Outbox.FIELD, Outbox.write(outbox));
        switch (erasure.scope()) {
            case Scope.OneAsset(var asset) -> document.append("assetId", asset.value());
            case Scope.OneSubject(var subject) -> document.append("subjectId", subject.value());
        }
        erasure.settledAt().ifPresent(at -> document.append("settledAt", Date.from(at)));
        erasure.nextAt().ifPresent(at -> document.append(NEXT_AT, Date.from(at)));
        erasure.certificate().ifPresent(certificate -> document.append("certifiedAt", Date.from(certificate.at()))
                .append("certificate", certificate.signed()));
        // One that still owes messages is visited again.
        if (!outbox.isEmpty()) {
            erasure.certificate().ifPresent(certificate -> document.append(NEXT_AT, Date.from(certificate.at())));
        }
        return document;
    }

    static Erasure read(Document document) {
        var certificate = Optional.ofNullable(document.getString("certificate"))
                .map(signed -> new Erasure.Certificate(document.getDate("certifiedAt").toInstant(), signed));
        return new Erasure(new ErasureId(document.getString("_id")), new TenantId(document.getString("tenantId")),
                scope(document), document.getLong("v"), document.getDate("requestedAt").toInstant(),
                document.getInteger("passes"), removed(document), ids(document), instant(document, "settledAt"),
                certificate.isPresent() ? Optional.empty() : instant(document, NEXT_AT), certificate);
    }

    private static Scope scope(Document document) {
        var asset = document.getString("assetId");
        return asset == null
                ? new Scope.OneSubject(new SubjectId(document.getString("subjectId")))
                : new Scope.OneAsset(new AssetId(asset));
    }

    private static Map<String, Long> removed(Document document) {
        var removed = new TreeMap<String, Long>();
        document.getList("removed", Document.class)
                .forEach(entry -> removed.put(entry.getString("holding"), entry.getLong("count")));
        return removed;
    }

    private static Set<String> ids(Document document) {
        return new TreeSet<>(document.getList("ids", String.class));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
