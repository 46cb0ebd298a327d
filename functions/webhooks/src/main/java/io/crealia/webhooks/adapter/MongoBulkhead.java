package io.crealia.webhooks.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.port.Bulkhead;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * One document per tenant: {@code {_id: tenant, v, holders: [{id, until}]}}. A place is taken by one conditional update:
 * there is no last place yet, so there is room for one more.
 */
public final class MongoBulkhead implements Bulkhead {
    private static final String HOLDERS = "holders";

    private final DocumentStore documents;
    private final int places;

    /**
     * @param documents the collection {@code webhook_places}
     * @param places of each tenant
     */
    public MongoBulkhead(DocumentStore documents, int places) {
        this.documents = documents;
        this.places = places;
    }

    @Override
    public boolean enter(TenantId tenant, DeliveryId delivery, Instant now, Instant until) {
        var holder = new Document("id", delivery.value()).append("until", Date.from(until));
        if (take(tenant, delivery, holder)) {
            return true;
        }
        var first = new Document("_id", tenant.value()).append("v", 1L).append(HOLDERS, List.of(holder));
        return documents.insert(first) || expire(tenant, now) && take(tenant, delivery, holder);
    }

    @Override
    public void leave(TenantId tenant, DeliveryId delivery) {
        documents.update(eq("_id", tenant.value()),
                Updates.pull(HOLDERS, new Document("id", delivery.value())));
    }

    private boolean take(TenantId tenant, DeliveryId delivery, Document holder) {
        return documents.update(and(eq("_id", tenant.value()), exists(HOLDERS + "." + (places - 1), false),
                ne(HOLDERS + ".id", delivery.value())), Updates.push(HOLDERS, holder));
    }

    // Whoever died in his place is put out, so that it does not count for ever.
    private boolean expire(TenantId tenant, Instant now) {
        return documents.update(and(eq("_id", tenant.value()), lte(HOLDERS + ".until", Date.from(now))),
                Updates.pullByFilter(
                        new Document(HOLDERS, new Document("until", new Document("$lte", Date.from(now))))));
    }
}
