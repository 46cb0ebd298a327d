package io.crealia.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import io.crealia.platform.error.DependencyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One MongoDB collection of versioned documents: {@code _id} a string of ours, {@code v} the version, {@code outbox} the
 * messages not yet sent. Every change is one write of one document, which is atomic on every MongoDB-compatible server;
 * there are no transactions, pipeline updates, partial indexes or collations here.
 */
public final class DocumentStore {
    private final Supplier<MongoCollection<Document>> collection;
    private final String name;

    DocumentStore(String name, Supplier<MongoCollection<Document>> collection) {
        this.name = name;
        this.collection = collection;
    }

    public Optional<Document> find(String id) {
        return call("find " + id, () -> Optional.ofNullable(collection.get().find(eq("_id", id)).first()));
    }

    public Optional<Document> findOne(Bson filter) {
        return call("find one", () -> Optional.ofNullable(collection.get().find(filter).first()));
    }

    /** @param limit the most documents that are read */
    public List<Document> find(Bson filter, Bson sort, int limit) {
        return call("find", () -> collection.get().find(filter).sort(sort).limit(limit).into(new ArrayList<>()));
    }

    /** As {@link #find(Bson, Bson, int)}, reading only the fields that {@code projection} selects. */
    public List<Document> find(Bson filter, Bson sort, int limit, Bson projection) {
        return call("find", () -> collection.get().find(filter).projection(projection).sort(sort).limit(limit)
                .into(new ArrayList<>()));
    }

    /** @return false if a document with this id, or with the same values of a unique index, is there already */
    public boolean insert(Document document) {
        return call("insert " + document.get("_id"), () -> {
            try {
                collection.get().insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        });
    }

    /**
     * Does what {@link #insert} does, before a SnapStart checkpoint, and writes nothing: a list as {@code _id} is refused
     * (MongoDB manual, "The _id Field").
     */
    public void rehearse(Document document) {
        var refused = new Document(document).append("_id", List.of());
        call("rehearse", () -> {
            try {
                return collection.get().insertOne(refused).wasAcknowledged();
            } catch (MongoWriteException e) {
                return false;
            }
        });
    }

    /**
     * Replaces the document if it still has the expected version. {@code next} must carry {@code v = expected + 1}.
     *
     * @return false if somebody else was first: load again and decide again
     */
    public boolean compareAndSet(String id, long expectedVersion, Document next) {
        if (next.getLong("v") != expectedVersion + 1) {
            throw new IllegalArgumentException(
                    "the next version of " + expectedVersion + " cannot be " + next.get("v"));
        }
        return call("replace " + id, () -> collection.get()
                .replaceOne(and(eq("_id", id), eq("v", expectedVersion)), next).getMatchedCount() == 1);
    }

    /** Takes sent messages out of the outbox. Does not change the version: nobody decides anything by it. */
    public void acknowledge(String id, Collection<String> messageIds) {
        call("acknowledge " + id, () -> collection.get().updateOne(eq("_id", id),
                Updates.pullByFilter(new Document("outbox", in("id", messageIds).toBsonDocument()))));
    }

    /** @return whether a document matched */
    public boolean update(Bson filter, Bson update) {
        return call("update", () -> collection.get().updateOne(filter, update).getMatchedCount() == 1);
    }

    /** @return whether a document matched */
    public boolean delete(Bson filter) {
        return call("delete", () -> collection.get().deleteOne(filter).getDeletedCount() == 1);
    }

    public long count(Bson filter) {
        return call("count", () -> collection.get().countDocuments(filter));
    }

    /** @return how many documents matched, and are deleted */
    public long deleteAll(Bson filter) {
        return call("delete all", () -> collection.get().deleteMany(filter).getDeletedCount());
    }

    /** Makes an index if it is not there. */
    public void index(Bson keys, boolean unique) {
        call("index", () -> collection.get().createIndex(keys, new IndexOptions().unique(unique)));
    }

    private <T> T call(String what, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoException e) {
            throw new DependencyException("MongoDB collection " + name + ": " + what, e);
        }
    }
}
