package io.crealia.platform.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Updates;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Claims are inserts, so the unique {@code _id} decides between concurrent callers. Keys and hashes are kept as marks, and
 * answers sealed for the caller: either may hold what is his.
 */
public final class MongoIdempotencyStore implements IdempotencyStore {
    private final DocumentStore documents;
    private final SubjectVault vault;

    /** @param documents the collection {@code idempotency} */
    public MongoIdempotencyStore(DocumentStore documents, SubjectVault vault) {
        this.documents = documents;
        this.vault = vault;
    }

    @Override
    public Claim claim(TenantId tenant, String key, String requestHash, Instant now, Instant until) {
        var id = id(tenant, key);
        var hash = hash(tenant, requestHash);
        var fresh = new Document("_id", id).append("tenantId", tenant.value()).append("hash", hash).append("until",
                Date.from(until));
        if (documents.insert(fresh)) {
            return new Claim.Fresh();
        }
        var found = documents.find(id);
        if (found.isEmpty()) {
            return new Claim.InFlight();
        }
        if (!hash.equals(found.get().getString("hash"))) {
            return new Claim.Mismatch();
        }
        if (found.get().get("answer") instanceof Binary sealed) {
            return vault.open(tenant, place(id), sealed.getData()).<Claim>map(bytes -> new Claim.Replay(answer(bytes)))
                    .orElseGet(Claim.Mismatch::new);
        }
        var abandoned = and(eq("_id", id), eq("answer", null), lte("until", Date.from(now)));
        return documents.update(abandoned, Updates.set("until", Date.from(until)))
                ? new Claim.Fresh()
                : new Claim.InFlight();
    }

    @Override
    public void complete(TenantId tenant, String subject, String key, String requestHash, Answer answer) {
        var id = id(tenant, key);
        var sealed = vault.seal(tenant, vault.find(tenant, subject), place(id), bytes(answer));
        documents.update(and(eq("_id", id), eq("hash", hash(tenant, requestHash)), eq("answer", null)),
                Updates.set("answer", new Binary(sealed)));
    }

    @Override
    public void release(TenantId tenant, String key, String requestHash) {
        documents.delete(
                and(eq("_id", id(tenant, key)), eq("hash", hash(tenant, requestHash)), eq("answer", null)));
    }

    private static byte[] bytes(Answer answer) {
        var json = Json.object().put("status", answer.status()).put("body", answer.body());
        var headers = json.putObject("headers");
        answer.headers().forEach(headers::put);
        return Json.bytes(json);
    }

    private static Answer answer(byte[] bytes) {
        var json = Json.parse(bytes);
        var headers = new HashMap<String, String>();
        json.path("headers").properties().forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
        return new Answer(json.path("status").asInt(), headers,
                Base64.getDecoder().decode(json.path("body").asText()));
    }

    private String id(TenantId tenant, String key) {
        return tenant.value() + "/" + vault.mark(tenant, "idempotency key", key);
    }

    private String hash(TenantId tenant, String requestHash) {
        return vault.mark(tenant, "idempotency hash", requestHash);
    }

    private static String place(String id) {
        return "idempotency/" + id + "/answer";
    }
}
