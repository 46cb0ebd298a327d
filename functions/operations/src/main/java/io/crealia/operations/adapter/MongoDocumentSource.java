package io.crealia.operations.adapter;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.crealia.operations.port.DocumentSource;
import io.crealia.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Documents as the server sent them: {@link RawBsonDocument} keeps their bytes and nothing is decoded but the id. */
public final class MongoDocumentSource implements DocumentSource {
    private static final JsonWriterSettings CANONICAL = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED)
            .build();
    private static final int BATCH = 200;

    private final Supplier<MongoDatabase> database;

    public MongoDocumentSource(Supplier<MongoDatabase> database) {
        this.database = database;
    }

    @Override
    public List<String> collections() {
        return MongoFailures.call("list collections", () -> {
            var names = new ArrayList<String>();
            for (var found : database.get().listCollections()) {
                var name = found.getString("name");
                if (!"view".equals(found.getString("type")) && !name.startsWith("system.")) {
                    names.add(name);
                }
            }
            names.sort(null);
            return names;
        });
    }

    @Override
    public List<String> indexes(String collection) {
        return MongoFailures.call("collection " + collection + ": list indexes", () -> {
            var definitions = new ArrayList<String>();
            for (var index : database.get().getCollection(collection).listIndexes(BsonDocument.class)) {
                if (!isOfId(index)) {
                    index.remove("v");
                    index.remove("ns");
                    definitions.add(Json.text(Json.parse(index.toJson(CANONICAL))));
                }
            }
            return definitions;
        });
    }

    private static boolean isOfId(BsonDocument index) {
        return index.getDocument("key").keySet().equals(Set.of("_id"));
    }

    @Override
    public Documents open(String collection, Optional<String> after) {
        Bson filter = after.map(id -> IdOrder.after(BsonDocument.parse(id).get("_id"))).orElseGet(Document::new);
        var cursor = MongoFailures.call("collection " + collection + ": read",
                () -> database.get().getCollection(collection, RawBsonDocument.class).find(filter)
                        .sort(Sorts.ascending("_id")).batchSize(BATCH).iterator());
        return new Cursor(collection, cursor);
    }

    private static final class Cursor implements Documents {
        private final String collection;
        private final MongoCursor<RawBsonDocument> cursor;
        private Optional<RawBsonDocument> last = Optional.empty();

        Cursor(String collection, MongoCursor<RawBsonDocument> cursor) {
            this.collection = collection;
            this.cursor = cursor;
        }

        @Override
        public boolean hasNext() {
            return MongoFailures.call("collection " + collection + ": read", cursor::hasNext);
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException("collection " + collection + " has no further document");
            }
            var document = MongoFailures.call("collection " + collection + ": read", cursor::next);
            last = Optional.of(document);
            var buffer = document.getByteBuffer();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public String last() {
            return new BsonDocument("_id", last.orElseThrow().get("_id")).toJson(CANONICAL);
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
