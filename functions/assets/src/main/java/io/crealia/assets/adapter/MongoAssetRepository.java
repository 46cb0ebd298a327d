package io.crealia.assets.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.ChangeShape;
import io.crealia.assets.domain.History;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.DeletionQueue;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Assets in the collection {@code assets}, one document each. Ids are ULIDs, so their order is that of time. */
public final class MongoAssetRepository implements AssetRepository, DeletionQueue {
    private static final String TELL_AT = "tellAt";

    private final DocumentStore documents;
    private final MongoAssetLog log;
    private final AssetSeal seal;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code assets} */
    public MongoAssetRepository(DocumentStore documents, MongoAssetLog log, SubjectVault vault) {
        this.documents = documents;
        this.log = log;
        seal = new AssetSeal(vault);
    }

    @Override
    public Optional<Asset> find(TenantId tenant, AssetId id) {
        return opened(tenant, id).map(AssetDocuments::read);
    }

    /** The event holds a whole fact, which would have to be parsed. */
    @Override
    public Optional<Asset> show(TenantId tenant, AssetId id) {
        return opened(tenant, id).map(AssetDocuments::shown);
    }

    private Optional<Document> opened(TenantId tenant, AssetId id) {
        return documents.findOne(and(eq("_id", id.value()), eq("tenantId", tenant.value()))).map(seal::open);
    }

    @Override
    public boolean insert(Asset asset) {
        index();
        return documents.insert(seal.close(AssetDocuments.write(asset)));
    }

    @Override
    public boolean replace(Asset before, Asset next) {
        if (!before.gone()) {
            log.append(before);
        }
        return documents.compareAndSet(next.id().value(), before.version(), seal.close(AssetDocuments.write(next)));
    }

    @Override
    public boolean advance(AssetChanged change, Instant now) {
        var header = change.header();
        var own = and(eq("_id", header.assetId().value()), eq("tenantId", header.tenantId().value()));
        var found = documents.find(and(own, eq("shape", ChangeShape.of(change)),
                lt("runVersion", change.runVersion())), Sorts.ascending("_id"), 1,
                Projections.include("v", AssetDocuments.EVENT)).stream().findFirst();
        var newest = found.map(row -> row.get(AssetDocuments.EVENT, Document.class))
                .filter(event -> EventDocuments.isWhole(event) && !MongoAssetLog.isCheckpoint(event.getLong("seq")));
        if (newest.isEmpty()) {
            return false;
        }
        log.append(header.tenantId(), header.assetId(), newest.get());
        var event = EventDocuments.write(History.progressed(EventDocuments.head(newest.get()), change, now));
        return documents.update(and(own, eq("v", found.get().getLong("v"))),
                Updates.combine(Updates.set("runVersion", change.runVersion()),
                        Updates.set("percent", change.percent()), Updates.set("updatedAt", Date.from(header.at())),
                        Updates.set(AssetDocuments.EVENT, event), Updates.inc("v", 1L)));
    }

    @Override
    public List<AssetSummary> list(TenantId tenant, Optional<AssetState> state, Optional<AssetId> before, int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(eq("tenantId", tenant.value()));
        if (state.isPresent()) {
            filters.add(eq("state", state.get().wireName()));
        } else {
            filters.add(ne("state", AssetState.DELETING.wireName()));
            filters.add(ne("state", AssetState.DELETED.wireName()));
        }
        before.ifPresent(id -> filters.add(lt("_id", id.value())));
        return documents.find(and(filters), Sorts.descending("_id"), limit,
                Projections.include(AssetDocuments.SUMMARY_FIELDS)).stream().map(seal::open)
                .map(AssetDocuments::summary).toList();
    }

    @Override
    public boolean put(Asset deleting, List<OutboxMessage> messages, Instant tellAt) {
        index();
        var document = seal.close(AssetDocuments.write(deleting)).append(Outbox.FIELD, Outbox.write(messages)).append(
                TELL_AT,
                Date.from(tellAt));
        return deleting.version() == 1
                ? documents.insert(document)
                : documents.compareAndSet(deleting.id().value(), deleting.version() - 1, document);
    }

    @Override
    public List<Owed> due(Instant now, int limit) {
        index();
        return documents.find(lte(TELL_AT, Date.from(now)), Sorts.ascending(TELL_AT), limit).stream()
                .map(document -> new Owed(new TenantId(document.getString("tenantId")),
                        new AssetId(document.getString("_id")), Outbox.read(document),
                        document.getDate(TELL_AT).toInstant()))
                .toList();
    }

    @Override
    public boolean postpone(Owed owed, Instant until) {
        return documents.update(and(eq("_id", owed.asset().value()), eq("tenantId", owed.tenant().value()),
                eq(TELL_AT, Date.from(owed.tellAt()))), Updates.set(TELL_AT, Date.from(until)));
    }

    private void index() {
        if (!indexed.get()) {
            documents.index(Indexes.compoundIndex(Indexes.ascending("tenantId"), Indexes.descending("_id")), false);
            documents.index(Indexes.compoundIndex(Indexes.ascending("tenantId", "state"), Indexes.descending("_id")),
                    false);
            documents.index(Indexes.ascending(TELL_AT), false);
            indexed.set(true);
        }
    }
}
