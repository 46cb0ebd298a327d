package io.crealia.uploads.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static io.crealia.uploads.adapter.UploadDocuments.REQUEST_KEY;
import static io.crealia.uploads.adapter.UploadDocuments.SWEEP_AT;
import static io.crealia.uploads.adapter.UploadDocuments.TENANT;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.SweepQueue;
import io.crealia.uploads.port.UploadRepository;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Uploads in MongoDB. The unique index on tenant and request key decides between concurrent equal requests. */
public final class MongoUploadRepository implements UploadRepository, SweepQueue {
    private final DocumentStore documents;
    private final UploadDocuments form;
    private volatile boolean indexed;

    /** @param documents the collection {@code uploads} */
    public MongoUploadRepository(DocumentStore documents, SubjectVault vault) {
        this.documents = documents;
        form = new UploadDocuments(vault);
    }

    @Override
    public boolean insert(Upload upload, Instant sweepAt) {
        return documents().insert(form.write(new Stored(upload, 0, List.of(), Optional.of(sweepAt))));
    }

    /**
     * What {@link #insert} and the reading of what it wrote do, before a SnapStart checkpoint; nothing is written.
     *
     * @return the same, as it would have been read
     */
    public Stored rehearse(Upload upload, Instant sweepAt) {
        var document = form.write(new Stored(upload, 0, List.of(), Optional.of(sweepAt)));
        documents().rehearse(document);
        return form.read(document);
    }

    @Override
    public Optional<Stored> find(TenantId tenant, UploadId id) {
        return documents().findOne(own(tenant, id)).map(form::read);
    }

    @Override
    public List<Upload> list(TenantId tenant, Optional<UploadId> before, int limit) {
        var own = eq(TENANT, tenant.value());
        var filter = before.map(id -> and(own, lt("_id", id.value()))).orElse(own);
        return documents().find(filter, Sorts.descending("_id"), limit).stream().map(form::read)
                .map(Stored::upload).toList();
    }

    @Override
    public Optional<Stored> findByRequestKey(TenantId tenant, String key) {
        return documents().findOne(and(eq(TENANT, tenant.value()), eq(REQUEST_KEY, form.mark(tenant, key))))
                .map(form::read);
    }

    @Override
    public Optional<Stored> replace(Stored before, Stored after) {
        var id = before.upload().session().id().value();
        return documents().compareAndSet(id, before.version(), form.write(after))
                ? Optional.of(after)
                : Optional.empty();
    }

    @Override
    public void acknowledge(TenantId tenant, UploadId id, List<String> messageIds) {
        var sent = Updates.pullByFilter(new Document(Outbox.FIELD, in("id", messageIds).toBsonDocument()));
        documents().update(own(tenant, id), Updates.combine(sent, Updates.unset(SWEEP_AT)));
    }

    @Override
    public List<Stored> due(Instant now, int limit) {
        return documents().find(lte(SWEEP_AT, Date.from(now)), Sorts.ascending(SWEEP_AT), limit).stream()
                .map(form::read).toList();
    }

    @Override
    public boolean postpone(Stored due, Instant until) {
        var session = due.upload().session();
        var read = due.sweepAt().map(Date::from).orElse(null);
        return read != null && documents().update(and(own(session.tenant(), session.id()), eq(SWEEP_AT, read)),
                Updates.set(SWEEP_AT, Date.from(until)));
    }

    private static Bson own(TenantId tenant, UploadId id) {
        return and(eq("_id", id.value()), eq(TENANT, tenant.value()));
    }

    // At first use, because nothing may connect while a function is initialised.
    private DocumentStore documents() {
        if (!indexed) {
            documents.index(Indexes.ascending(TENANT, REQUEST_KEY), true);
            documents.index(Indexes.ascending(SWEEP_AT), false);
            documents.index(Indexes.compoundIndex(Indexes.ascending(TENANT), Indexes.descending("_id")), false);
            indexed = true;
        }
        return documents;
    }
}
