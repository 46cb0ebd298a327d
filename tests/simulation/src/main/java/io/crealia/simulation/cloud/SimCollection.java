package io.crealia.simulation.cloud;

import io.crealia.simulation.core.Sim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;

/** One collection: documents by id, unique indexes, and the last versions of each document for those who read late. */
public final class SimCollection {
    private static final int KEPT = 6;

    private final Sim sim;
    private final String name;
    private final CommitListener listener;
    private final PlantedStore plants;
    private final TreeMap<String, Deque<Version>> documents = new TreeMap<>();
    private final List<List<String>> unique = new ArrayList<>();

    /** Sees every change at the moment it is made. */
    @FunctionalInterface
    public interface CommitListener {
        /**
         * @param before empty where the document is new
         * @param after empty where it is deleted
         */
        void committed(String collection, Optional<Document> before, Optional<Document> after);
    }

    private record Version(long at, Document document) {}

    SimCollection(Sim sim, String name, CommitListener listener) {
        this.sim = sim;
        this.name = name;
        this.listener = listener;
        plants = new PlantedStore(sim, name);
    }

    public String name() {
        return name;
    }

    /** The documents as they are, by id; for whoever checks, and not to be changed. */
    public Collection<Document> all() {
        var all = new ArrayList<Document>();
        documents.values().forEach(versions -> {
            if (versions.getLast().document() != null) {
                all.add(versions.getLast().document());
            }
        });
        return all;
    }

    public Optional<Document> get(String id) {
        return Optional.ofNullable(documents.get(id)).map(versions -> versions.getLast().document());
    }

    /** @param agoMillis 0 for now */
    List<Document> find(BsonDocument asked, long agoMillis) {
        var filter = plants.asked(asked);
        var found = new ArrayList<Document>();
        var id = id(filter);
        if (id.isPresent()) {
            add(documents.get(id.get()), filter, agoMillis, found);
        } else {
            documents.values().forEach(versions -> add(versions, filter, agoMillis, found));
        }
        return found;
    }

    private static Optional<String> id(BsonDocument filter) {
        if (filter.get("_id") instanceof BsonString id) {
            return Optional.of(id.getValue());
        }
        if (filter.get("$and") instanceof BsonArray parts) {
            for (var part : parts) {
                var id = id(part.asDocument());
                if (id.isPresent()) {
                    return id;
                }
            }
        }
        return Optional.empty();
    }

    private void add(Deque<Version> versions, BsonDocument filter, long agoMillis, List<Document> found) {
        var document = versions == null ? null : at(versions, agoMillis);
        if (document != null && BsonFilter.matches(document, filter)) {
            found.add(document);
        }
    }

    private Document at(Deque<Version> versions, long agoMillis) {
        if (agoMillis == 0) {
            return versions.getLast().document();
        }
        var then = sim.now() - agoMillis;
        Document last = null;
        for (var version : versions) {
            if (version.at() <= then) {
                last = version.document();
            }
        }
        return last;
    }

    /** A copy as its reader gets it. */
    Document read(Document copy) {
        return plants.read(copy);
    }

    /** @return false if an id or a unique index forbids it */
    boolean insert(Document document) {
        var copy = plants.written(document, Optional.empty());
        var id = copy.getString("_id");
        if (plants.overwrites() && get(id).isPresent()) {
            commit(get(id), Optional.of(copy), id);
            return true;
        }
        if (get(id).isPresent() || breaksUnique(copy)) {
            return false;
        }
        commit(Optional.empty(), Optional.of(copy), id);
        return true;
    }

    boolean replace(BsonDocument asked, Document next) {
        var found = find(plants.compared(asked), 0);
        if (found.isEmpty()) {
            return false;
        }
        var copy = plants.written(next, Optional.of(found.getFirst()));
        commit(Optional.of(found.getFirst()), Optional.of(copy), found.getFirst().getString("_id"));
        return true;
    }

    boolean update(BsonDocument filter, BsonDocument update) {
        var found = find(plants.compared(filter), 0);
        if (found.isEmpty()) {
            return false;
        }
        var next = Bson2Java.copy(found.getFirst());
        plants.applied(update).forEach(each -> BsonUpdate.apply(next, each));
        if (!next.equals(found.getFirst())) {
            commit(Optional.of(found.getFirst()), Optional.of(next), next.getString("_id"));
        }
        return true;
    }

    long delete(BsonDocument filter, boolean many) {
        var found = find(filter, 0);
        var doomed = many ? found : found.subList(0, Math.min(1, found.size()));
        doomed.forEach(each -> commit(Optional.of(each), Optional.empty(), each.getString("_id")));
        return doomed.size();
    }

    void uniqueIndex(List<String> fields) {
        if (!unique.contains(fields) && plants.unique(fields)) {
            unique.add(fields);
        }
    }

    private boolean breaksUnique(Document document) {
        return unique.stream().anyMatch(fields -> documents.values().stream().map(versions -> versions.getLast()
                .document()).filter(other -> other != null && !other.get("_id").equals(document.get("_id")))
                .anyMatch(other -> fields.stream().allMatch(field -> Bson2Java.same(BsonFilter.lookup(other, field),
                        BsonFilter.lookup(document, field)))));
    }

    private void commit(Optional<Document> before, Optional<Document> after, String id) {
        var versions = documents.computeIfAbsent(id, _ -> new ArrayDeque<>());
        versions.addLast(new Version(sim.now(), after.orElse(null)));
        if (versions.size() > KEPT) {
            versions.removeFirst();
        }
        sim.trace().add(sim.now(), "commit " + name, id,
                after.map(document -> document.get("v") instanceof Long v ? v : 0L).orElse(-1L));
        listener.committed(name, before, after);
    }

    /** The order that a sort document asks for. */
    static Comparator<Document> order(BsonDocument sort) {
        Comparator<Document> order = (_, _) -> 0;
        for (var field : sort.keySet()) {
            Comparator<Document> by = (one, other) -> compare(BsonFilter.lookup(one, field),
                    BsonFilter.lookup(other, field));
            order = order.thenComparing(sort.getInt32(field).getValue() < 0 ? by.reversed() : by);
        }
        return order;
    }

    private static int compare(Object one, Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return switch (one) {
            case String text -> text.compareTo((String) other);
            case Date date -> date.compareTo((Date) other);
            case Number number -> Bson2Java.compare(number, (Number) other);
            default -> throw new IllegalArgumentException("no order of " + one.getClass());
        };
    }
}
