package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.port.ExportRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Exports in MongoDB, one document each: {@code {_id, tenantId, subjectId, v, state, requestedAt, attempts, nextAt, readyAt?,
 * outbox[]}}.
 */
public final class MongoExportRepository implements ExportRepository {
    private static final String NEXT_AT = "nextAt";

    private final DocumentStore documents;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code exports} */
    public MongoExportRepository(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Export> find(TenantId tenant, ExportId id) {
        return documents.findOne(own(tenant, id)).map(MongoExportRepository::read);
    }

    @Override
    public boolean insert(Export first, List<OutboxMessage> outbox) {
        index();
        return documents.insert(write(first, outbox));
    }

    @Override
    public boolean replace(Export next) {
        return documents.compareAndSet(next.id().value(), next.version() - 1, write(next, List.of()));
    }

    @Override
    public void acknowledge(TenantId tenant, ExportId id, Collection<String> messageIds) {
        documents.update(own(tenant, id),
                Updates.pullByFilter(new Document(Outbox.FIELD, in("id", messageIds).toBsonDocument())));
    }

    @Override
    public List<Export> of(TenantId tenant, SubjectId subject, int limit) {
        index();
        return documents.find(and(eq("tenantId", tenant.value()), eq("subjectId", subject.value())),
                Sorts.descending("_id"), limit).stream().map(MongoExportRepository::read).toList();
    }

    @Override
    public List<Export> due(Instant now, int limit) {
        index();
        return documents.find(lte(NEXT_AT, Date.from(now)), Sorts.ascending(NEXT_AT), limit).stream()
                .map(MongoExportRepository::read).toList();
    }

    @Override
    public boolean delete(TenantId tenant, ExportId id) {
        return documents.delete(own(tenant, id));
    }

    private static Bson own(TenantId tenant, ExportId id) {
        return and(eq("_id", id.value()), eq("tenantId", tenant.value()));
    }

    private void index() {
        if (!indexed.get()) {
            documents.index(Indexes.ascending(NEXT_AT), false);
            documents.index(Indexes.ascending("tenantId", "subjectId"), false);
            indexed.set(true);
        }
    }

    private static Document write(Export export, List<OutboxMessage> outbox) {
        var document = new Document("_id", export.id().value()).append("tenantId", export.tenant().value())
                .append("subjectId", export.subject().value()).append("v", export.version())
                .append("state", export.state().name().toLowerCase(Locale.ROOT))
                .append("requestedAt", Date.from(export.requestedAt())).append("attempts", export.attempts())
                .append(NEXT_AT, Date.from(export.nextAt())).append(Outbox.FIELD, Outbox.write(outbox));
        export.readyAt().ifPresent(at -> document.append("readyAt", Date.from(at)));
        return document;
    }

    private static Export read(Document document) {
        return new Export(new ExportId(document.getString("_id")), new TenantId(document.getString("tenantId")),
                new SubjectId(document.getString("subjectId")), document.getLong("v"),
                Export.State.valueOf(document.getString("state").toUpperCase(Locale.ROOT)),
                document.getDate("requestedAt").toInstant(), document.getInteger("attempts"),
                document.getDate(NEXT_AT).toInstant(),
                Optional.ofNullable(document.getDate("readyAt")).map(Date::toInstant));
    }
}
