package io.crealia.assets.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.StepResult;
import io.crealia.assets.port.AssetLog;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Events in the collection {@code history}, one document each: {@code {_id: asset.sequence, v, tenantId, assetId, seq, ...,
 * edits?, results{}?, state{}?}}. The id decides between two who add the same event, so a repetition adds nothing.
 */
public final class MongoAssetLog implements AssetLog {
    private final DocumentStore documents;
    private final AssetSeal seal;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code history} */
    public MongoAssetLog(DocumentStore documents, SubjectVault vault) {
        this.documents = documents;
        seal = new AssetSeal(vault);
    }

    /** Adds the newest event of an asset before another takes its place there. Safe to repeat. */
    void append(Asset asset) {
        var event = History.newest(asset);
        var document = document(asset.tenant(), asset.id(), EventDocuments.write(event));
        switch (event.content()) {
            case AssetEvent.Moved(var _, var fresh) -> document.append("results", AssetDocuments.write(fresh));
            case AssetEvent.Edited(var edits) -> AssetDocuments.append(document, edits);
            case AssetEvent.Progressed _,AssetEvent.Adopted _ -> {
            }
        }
        seal.close(document);
        if (isCheckpoint(event.sequence()) || event.content() instanceof AssetEvent.Adopted) {
            document.append("state", seal.closeWithin(document, "state", AssetDocuments.state(asset)));
        }
        insert(document);
    }

    /** @param event as the asset's document has it, if it {@link EventDocuments#isWhole} and makes no checkpoint */
    void append(TenantId tenant, AssetId asset, Document event) {
        insert(document(tenant, asset, event));
    }

    static boolean isCheckpoint(long sequence) {
        return sequence % CHECKPOINT == 0;
    }

    private void insert(Document document) {
        index();
        if (documents.insert(document)) {
            return;
        }
        // Nothing but a restored backup makes another event of the same number, in a future that is no more.
        var stored = documents.find(document.getString("_id"));
        if (stored.filter(other -> !sameEvent(other, document)).isPresent()) {
            documents.delete(eq("_id", document.getString("_id")));
            documents.insert(document);
        }
    }

    private static boolean sameEvent(Document one, Document other) {
        return List.of("at", "type", "by", "members", "fact", "runVersion").stream()
                .allMatch(field -> Objects.equals(one.get(field), other.get(field)));
    }

    @Override
    public Optional<Long> newestBy(TenantId tenant, AssetId asset, Instant at, long before) {
        index();
        return documents.find(and(range(tenant, asset, 1, before - 1), lte("at", Date.from(at))),
                Sorts.descending("_id"), 1, Projections.include("seq")).stream()
                .map(document -> document.getLong("seq")).findFirst();
    }

    @Override
    public List<Logged> read(TenantId tenant, AssetId asset, long first, long last) {
        return documents.find(range(tenant, asset, first, last), Sorts.ascending("_id"), CHECKPOINT + 1).stream()
                .map(this::logged).toList();
    }

    @Override
    public List<AssetEvent.Head> page(TenantId tenant, AssetId asset, long after, long before, int limit) {
        return documents.find(range(tenant, asset, after + 1, before - 1), Sorts.ascending("_id"), limit,
                Projections.include(EventDocuments.HEAD_FIELDS)).stream().map(EventDocuments::head).toList();
    }

    private Logged logged(Document document) {
        seal.open(document);
        var state = Optional.ofNullable(document.get("state", Document.class))
                .map(kept -> AssetDocuments.read(seal.openWithin(document, "state", kept)));
        return new Logged(EventDocuments.read(document, new EventDocuments.Beside() {
            @Override
            public Optional<StepResult> result(Step step, String key) {
                return Optional.ofNullable(AssetDocuments.results(document).get(step))
                        .filter(result -> result.key().equals(key));
            }

            @Override
            public Edits edits() {
                return AssetDocuments.edits(document);
            }

            @Override
            public Asset asset() {
                return state.orElseThrow();
            }
        }), state);
    }

    private static Document document(TenantId tenant, AssetId asset, Document event) {
        var document = new Document("_id", id(asset, event.getLong("seq"))).append("v", 1L)
                .append("tenantId", tenant.value()).append("assetId", asset.value());
        document.putAll(event);
        return document;
    }

    private static Bson range(TenantId tenant, AssetId asset, long first, long last) {
        return and(eq("tenantId", tenant.value()), gte("_id", id(asset, first)), lte("_id", id(asset, last)));
    }

    // Ten digits, so that the order of ids is that of events.
    private static String id(AssetId asset, long sequence) {
        return asset + ".%010d".formatted(sequence);
    }

    // Erasure looks for an asset's events by its id; everything else goes by their own.
    private void index() {
        if (!indexed.get()) {
            documents.index(Indexes.ascending("tenantId", "assetId"), false);
            indexed.set(true);
        }
    }
}
