package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.size;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.port.ErasureRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Erasures in MongoDB, one document each; {@link ErasureDocuments} has its shape. */
public final class MongoErasureRepository implements ErasureRepository {
    private final DocumentStore documents;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code erasures} */
    public MongoErasureRepository(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Stored> find(TenantId tenant, ErasureId id) {
        return documents.findOne(own(tenant, id))
                .map(document -> new Stored(ErasureDocuments.read(document), Outbox.read(document)));
    }

    @Override
    public boolean insert(Erasure first) {
        index();
        return documents.insert(ErasureDocuments.write(first, List.of()));
    }

    @Override
    public boolean replace(Stored next) {
        var erasure = next.erasure();
        return documents.compareAndSet(erasure.id().value(), erasure.version() - 1,
                ErasureDocuments.write(erasure, next.outbox()));
    }

    @Override
    public void acknowledge(TenantId tenant, ErasureId id, Collection<String> messageIds) {
        documents.update(own(tenant, id),
                Updates.pullByFilter(new Document(Outbox.FIELD, in("id", messageIds).toBsonDocument())));
        documents.update(and(own(tenant, id), size(Outbox.FIELD, 0), ne("certificate", null)),
                Updates.unset(ErasureDocuments.NEXT_AT));
    }

    @Override
    public List<Erasure> due(Instant now, int limit) {
        index();
        return documents.find(lte(ErasureDocuments.NEXT_AT, Date.from(now)),
                Sorts.ascending(ErasureDocuments.NEXT_AT), limit).stream().map(ErasureDocuments::read).toList();
    }

    @Override
    public List<Erasure> list(TenantId tenant, Optional<ErasureId> before, int limit) {
        index();
        var own = eq("tenantId", tenant.value());
        return documents.find(before.map(id -> and(own, lt("_id", id.value()))).orElse(own),
                Sorts.descending("_id"), limit).stream().map(ErasureDocuments::read).toList();
    }

    private static Bson own(TenantId tenant, ErasureId id) {
        return and(eq("_id", id.value()), eq("tenantId", tenant.value()));
    }

    private void index() {
        if (!indexed.get()) {
            documents.index(Indexes.ascending(ErasureDocuments.NEXT_AT), false);
            documents.index(Indexes.compoundIndex(Indexes.ascending("tenantId"), Indexes.descending("_id")), false);
            indexed.set(true);
        }
    }
}
