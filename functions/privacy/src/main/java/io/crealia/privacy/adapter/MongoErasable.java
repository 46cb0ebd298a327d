package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.regex;

import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.Erasable;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * A collection that holds data of assets. It is the same database whoever writes it, and an erasure that leaves a part to
 * everybody's own care could not be verified (docs/privacy.md).
 *
 * @param found selects what is left of a target
 * @param removable whether documents are deleted here; elsewhere their owner empties them
 */
public record MongoErasable(String holding, DocumentStore documents, Function<Target, Bson> found, boolean removable)
        implements
        Erasable {

    @Override
    public long remaining(Target target) {
        return documents.count(found.apply(target));
    }

    @Override
    public long remove(Target target) {
        return removable ? documents.deleteAll(found.apply(target)) : 0;
    }

    /** Every collection of the database that may hold data of an asset. */
    public static List<Erasable> all(Function<String, DocumentStore> collections) {
        return List.of(deleted(Inventory.UPLOADS, collections, MongoErasable::asset),
                deleted(Inventory.JOBS, collections, MongoErasable::asset),
                deleted(Inventory.HISTORY, collections, MongoErasable::asset),
                deleted(Inventory.TRANSCRIPTIONS, collections,
                        target -> regex("_id", startsWith(ids(target, "wfl_"), "\\."))),
                new MongoErasable(Inventory.RUNS, collections.apply(Inventory.RUNS),
                        target -> and(asset(target), nin("state", "ERASED")), false));
    }

    private static MongoErasable deleted(String name, Function<String, DocumentStore> collections,
            Function<Target, Bson> found) {
        return new MongoErasable(name, collections.apply(name), found, true);
    }

    private static Bson asset(Target target) {
        return and(eq("tenantId", target.tenant().value()), eq("assetId", target.asset().value()));
    }

    private static List<String> ids(Target target, String prefix) {
        return target.ids().stream().filter(id -> id.startsWith(prefix)).toList();
    }

    private static Pattern startsWith(List<String> ids, String then) {
        return Pattern.compile(ids.isEmpty()
                ? "^$"
                : ids.stream().collect(Collectors.joining("|", "^(", ")" + then)));
    }
}
