package io.crealia.workflow.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.store.DocumentStore;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Runs in MongoDB, one document each; {@link RunDocument} has its shape. */
public final class MongoRunRepository implements RunRepository {
    private final DocumentStore documents;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code runs} */
    public MongoRunRepository(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Optional<StoredRun> find(TenantId tenant, RunId id) {
        return documents.findOne(and(eq("_id", id.value()), eq("tenantId", tenant.value()))).map(RunDocument::read);
    }

    @Override
    public List<Run> list(TenantId tenant, Optional<AssetId> asset, Optional<RunId> before, int limit) {
        ensureIndexes();
        var filters = new ArrayList<Bson>();
        filters.add(eq("tenantId", tenant.value()));
        asset.ifPresent(id -> filters.add(eq("assetId", id.value())));
        before.ifPresent(id -> filters.add(lt("_id", id.value())));
        return documents.find(and(filters), descending("_id"), limit).stream().map(RunDocument::read)
                .map(StoredRun::run).toList();
    }

    @Override
    public Optional<StoredRun> findLatestByAsset(TenantId tenant, AssetId asset) {
        return documents.find(and(eq("tenantId", tenant.value()), eq("assetId", asset.value())), descending("_id"), 1)
                .stream().map(RunDocument::read).findFirst();
    }

    @Override
    public List<StoredRun> findByAsset(TenantId tenant, AssetId asset, Optional<RunId> after, int limit) {
        ensureIndexes();
        var own = and(eq("tenantId", tenant.value()), eq("assetId", asset.value()));
        return documents.find(after.map(last -> and(own, gt("_id", last.value()))).orElse(own), ascending("_id"), limit)
                .stream().map(RunDocument::read).toList();
    }

    @Override
    public Optional<StoredRun> findByKey(TenantId tenant, String key) {
        return documents.findOne(and(eq("tenantId", tenant.value()), eq("idempotencyKey", key)))
                .map(RunDocument::read);
    }

    @Override
    public boolean insert(StoredRun first) {
        ensureIndexes();
        return documents.insert(RunDocument.write(first));
    }

    @Override
    public boolean compareAndSet(StoredRun next) {
        return documents.compareAndSet(next.run().id().value(), next.run().version() - 1, RunDocument.write(next));
    }

    @Override
    public void acknowledge(StoredRun sent, Collection<String> messageIds) {
        var id = sent.run().id().value();
        var empties = messageIds.containsAll(sent.outbox().stream().map(OutboxMessage::id).toList());
        // Only a new version adds messages, so while this one is current, pulling all of them leaves none.
        var settled = empties && documents.update(and(eq("_id", id), eq("v", sent.run().version())),
                Updates.combine(pull(messageIds),
                        Updates.set("nextAt", sent.run().dueAt().map(Date::from).orElse(null))));
        if (!settled && !messageIds.isEmpty()) {
            documents.acknowledge(id, messageIds);
        }
    }

    @Override
    public List<DueRun> findDue(Instant now, Optional<DueRun> after, int limit) {
        ensureIndexes();
        var due = lte("nextAt", Date.from(now));
        var filter = after.map(last -> and(due, beyond(last))).orElse(due);
        return documents.find(filter, ascending("nextAt", "_id"), limit, include("tenantId", "nextAt")).stream()
                .map(document -> new DueRun(new TenantId(document.getString("tenantId")),
                        new RunId(document.getString("_id")), document.getDate("nextAt").toInstant()))
                .toList();
    }

    @Override
    public List<DueRun> findBackfills(Instant now, int limit) {
        ensureIndexes();
        return documents.find(lte(RunDocument.BACKFILL_AT, Date.from(now)), ascending(RunDocument.BACKFILL_AT), limit,
                include("tenantId", RunDocument.BACKFILL_AT)).stream()
                .map(document -> new DueRun(new TenantId(document.getString("tenantId")),
                        new RunId(document.getString("_id")), document.getDate(RunDocument.BACKFILL_AT).toInstant()))
                .toList();
    }

    @Override
    public void settleBackfill(TenantId tenant, RunId id) {
        documents.update(and(eq("_id", id.value()), eq("tenantId", tenant.value())),
                Updates.set(RunDocument.BACKFILL_AT, null));
    }

    private static Bson pull(Collection<String> messageIds) {
        return Updates.pullByFilter(new Document(Outbox.FIELD, in("id", messageIds).toBsonDocument()));
    }

    private static Bson beyond(DueRun last) {
        var at = Date.from(last.nextAt());
        return or(gt("nextAt", at), and(eq("nextAt", at), gt("_id", last.runId().value())));
    }

    // Once per execution environment; making an index that exists costs one short call.
    private void ensureIndexes() {
        if (!indexed.get()) {
            documents.index(ascending("nextAt", "_id"), false);
            documents.index(ascending(RunDocument.BACKFILL_AT), false);
            documents.index(ascending("tenantId", "assetId", "_id"), false);
            documents.index(ascending("tenantId", "_id"), false);
            documents.index(ascending("tenantId", "idempotencyKey"), true);
            indexed.set(true);
        }
    }
}
