package io.crealia.webhooks.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.port.DeliveryRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.conversions.Bson;

/** Deliveries in MongoDB, one document each; {@link DeliveryDocuments} has its shape. */
public final class MongoDeliveryRepository implements DeliveryRepository {
    private final DocumentStore documents;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** @param documents the collection {@code webhook_deliveries} */
    public MongoDeliveryRepository(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Delivery> find(TenantId tenant, DeliveryId id) {
        return documents.findOne(and(eq("_id", id.value()), eq("tenantId", tenant.value())))
                .map(DeliveryDocuments::read);
    }

    @Override
    public boolean insert(Delivery first, Optional<Instant> visitAt) {
        ensureIndexes();
        return documents.insert(DeliveryDocuments.write(first, visitAt));
    }

    @Override
    public boolean compareAndSet(Delivery next, Optional<Instant> visitAt) {
        return documents.compareAndSet(next.id().value(), next.version() - 1, DeliveryDocuments.write(next, visitAt));
    }

    @Override
    public List<Delivery> list(Query query) {
        var filters = new ArrayList<Bson>();
        filters.add(eq("tenantId", query.tenant().value()));
        query.endpoint().ifPresent(endpoint -> filters.add(eq("endpointId", endpoint.value())));
        query.state().ifPresent(state -> filters.add(eq("state", state)));
        query.type().ifPresent(type -> filters.add(eq("type", type)));
        query.before().ifPresent(cursor -> filters.add(before(cursor)));
        return documents.find(and(filters), descending("createdAt", "_id"), query.limit()).stream()
                .map(DeliveryDocuments::read).toList();
    }

    @Override
    public List<Due> findDue(Instant now, Optional<Due> after, int limit) {
        ensureIndexes();
        var due = lte(DeliveryDocuments.VISIT_AT, Date.from(now));
        return documents.find(after.map(last -> and(due, beyond(last))).orElse(due),
                ascending(DeliveryDocuments.VISIT_AT, "_id"), limit,
                include("tenantId", "v", DeliveryDocuments.VISIT_AT))
                .stream()
                .map(document -> new Due(new TenantId(document.getString("tenantId")),
                        new DeliveryId(document.getString("_id")), document.getLong("v"),
                        document.getDate(DeliveryDocuments.VISIT_AT).toInstant()))
                .toList();
    }

    @Override
    public void postpone(Due due, Instant visitAt) {
        documents.update(and(eq("_id", due.id().value()), eq("tenantId", due.tenant().value()), eq("v", due.version())),
                Updates.set(DeliveryDocuments.VISIT_AT, Date.from(visitAt)));
    }

    private static Bson before(Cursor cursor) {
        var at = Date.from(cursor.createdAt());
        return or(lt("createdAt", at), and(eq("createdAt", at), lt("_id", cursor.id().value())));
    }

    private static Bson beyond(Due last) {
        var at = Date.from(last.visitAt());
        return or(gt(DeliveryDocuments.VISIT_AT, at),
                and(eq(DeliveryDocuments.VISIT_AT, at), gt("_id", last.id().value())));
    }

    private void ensureIndexes() {
        if (!indexed.get()) {
            documents.index(ascending(DeliveryDocuments.VISIT_AT, "_id"), false);
            documents.index(compoundIndex(ascending("tenantId"), descending("createdAt", "_id")), false);
            documents.index(compoundIndex(ascending("tenantId", "endpointId"), descending("createdAt", "_id")), false);
            indexed.set(true);
        }
    }
}
