package io.crealia.operations.fake;

import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.port.DocumentSink;
import io.crealia.operations.port.DocumentSource;
import io.crealia.platform.error.DependencyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/** Collections of documents whose ids are texts. */
public final class InMemoryDatabase implements DocumentSource, DocumentSink {
    private final String name;
    private final Map<String, TreeMap<String, byte[]>> collections = new TreeMap<>();
    private final Map<String, List<String>> indexes = new TreeMap<>();

    public InMemoryDatabase(String name) {
        this.name = name;
    }

    public InMemoryDatabase with(String collection, Document document) {
        create(collection);
        insert(collection, List.of(bytes(document)));
        return this;
    }

    /** Documents {@code 0000, 0001, …}, each of about 100 bytes. */
    public InMemoryDatabase with(String collection, int documents) {
        for (int i = 0; i < documents; i++) {
            with(collection, new Document("_id", "%04d".formatted(i)).append("text", "x".repeat(64)));
        }
        return this;
    }

    public static byte[] bytes(Document document) {
        var raw = new RawBsonDocument(document, new DocumentCodec()).getByteBuffer();
        var bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return bytes;
    }

    public Map<String, TreeMap<String, byte[]>> all() {
        return collections;
    }

    @Override
    public String database() {
        return name;
    }

    @Override
    public List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    @Override
    public List<String> indexes(String collection) {
        return indexes.getOrDefault(collection, List.of());
    }

    @Override
    public Documents open(String collection, Optional<String> after) {
        var documents = collections.getOrDefault(collection, new TreeMap<>());
        var rest = after.map(last -> documents.tailMap(BsonDocument.parse(last).getString("_id").getValue(), false))
                .orElse(documents);
        return new Cursor(List.copyOf(rest.values()).iterator());
    }

    @Override
    public List<String> filled() {
        return collections.entrySet().stream().filter(one -> !one.getValue().isEmpty()).map(Map.Entry::getKey)
                .filter(one -> !BackupScope.LEFT_OUT.contains(one)).toList();
    }

    @Override
    public void clear(Collection<String> removed) {
        removed.forEach(collections::remove);
        removed.forEach(indexes::remove);
        collections.values().forEach(Map::clear);
    }

    @Override
    public void empty(String collection) {
        collections.getOrDefault(collection, new TreeMap<>()).clear();
    }

    @Override
    public void create(String collection) {
        collections.computeIfAbsent(collection, _ -> new TreeMap<>());
    }

    @Override
    public void insert(String collection, List<byte[]> documents) {
        for (var document : documents) {
            var id = new RawBsonDocument(document).getString("_id").getValue();
            if (collections.getOrDefault(collection, new TreeMap<>()).putIfAbsent(id, document) != null) {
                throw new DependencyException("collection " + collection + " has a document " + id, null);
            }
        }
    }

    @Override
    public void index(String collection, String definition) {
        var all = indexes.computeIfAbsent(collection, _ -> new ArrayList<>());
        if (!all.contains(definition)) {
            all.add(definition);
        }
    }

    public void forgetIndexes(String collection) {
        indexes.remove(collection);
    }

    @Override
    public void drop() {
        collections.clear();
        indexes.clear();
    }

    private static final class Cursor implements Documents {
        private final Iterator<byte[]> documents;
        private String last = "";

        Cursor(Iterator<byte[]> documents) {
            this.documents = documents;
        }

        @Override
        public boolean hasNext() {
            return documents.hasNext();
        }

        @Override
        public byte[] next() {
            var document = documents.next();
            last = new BsonDocument("_id", new RawBsonDocument(document).get("_id")).toJson();
            return document;
        }

        @Override
        public String last() {
            return last;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
