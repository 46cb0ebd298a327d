package io.crealia.platform.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.store.DocumentStore;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** Claims are inserts, so the unique {@code _id} decides between concurrent callers. */
public final class MongoIdempotencyStore implements IdempotencyStore {
    private final DocumentStore documents;

    /** @param documents the collection {@code idempotency} */
    public MongoIdempotencyStore(DocumentStore documents) {
        this.documents = documents;
    }

    @Override
    public Claim claim(TenantId tenant, String key, String requestHash, Instant now, Instant until) {
        var id = id(tenant, key);
        var fresh = new Document("_id", id).append("tenantId", tenant.value()).append("hash", requestHash)
                .append("until", Date.from(until));
        if (documents.insert(fresh)) {
            return new Claim.Fresh();
        }
        var found = documents.find(id);
        if (found.isEmpty()) {
            return new Claim.InFlight();
        }
        if (!requestHash.equals(found.get().getString("hash"))) {
            return new Claim.Mismatch();
        }
        if (found.get().get("answer") instanceof Document answer) {
            return new Claim.Replay(answer(answer));
        }
        var abandoned = and(eq("_id", id), eq("answer", null), lte("until", Date.from(now)));
        return documents.update(abandoned, Updates.set("until", Date.from(until)))
                ? new Claim.Fresh()
                : new Claim.InFlight();
    }

    @Override
    public void complete(TenantId tenant, String key, String requestHash, Answer answer) {
        var stored = new Document("status", answer.status())
                .append("headers", new Document(new HashMap<>(answer.headers())))
                .append("body", new Binary(answer.body()));
        documents.update(and(eq("_id", id(tenant, key)), eq("hash", requestHash), eq("answer", null)),
                Updates.set("answer", stored));
    }

    @Override
    public void release(TenantId tenant, String key, String requestHash) {
        documents.delete(and(eq("_id", id(tenant, key)), eq("hash", requestHash), eq("answer", null)));
    }

    private static Answer answer(Document stored) {
        Map<String, String> headers = new HashMap<>();
        stored.get("headers", Document.class).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return new Answer(stored.getInteger("status"), headers, stored.get("body", Binary.class).getData());
    }

    private static String id(TenantId tenant, String key) {
        return tenant.value() + " " + key;
    }
}
