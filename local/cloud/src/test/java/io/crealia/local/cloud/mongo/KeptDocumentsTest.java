package io.crealia.local.cloud.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on disk, and those that are found by their id. */
final class KeptDocumentsTest {

    @TempDir
    Path directory;

    @Test
    void everyType_isTheSameAfterAStart() throws IOException {
        var document = new Document("_id", "all").append("text", "ünï 🎬").append("int", 1).append("long", 2L)
                .append("double", 2.5).append("decimal", Decimal128.parse("1.10")).append("no", null)
                .append("yes", true).append("at", new Date(5)).append("bytes", new Binary(new byte[]{1, -1}))
                .append("object", new ObjectId("0123456789abcdef01234567"))
                .append("list", List.of(1, "two", new Document("three", List.of())))
                .append("inner", new Document("empty", new Document()));
        with(collection -> collection.insertOne(document));
        with(collection -> assertThat(collection.find().first()).isEqualTo(document));
    }

    @Test
    void uniqueKeys_ofEveryType_holdAfterAStart() throws IOException {
        List<Object> keys = Arrays.asList("a", "b", "", 1, 1.5, 9007199254740993L, true, false, new Date(7), null,
                new ObjectId("0123456789abcdef01234567"), new Document("a", 1), new Document("a", 2));
        with(collection -> {
            collection.createIndex(Indexes.ascending("tenant", "key"), new IndexOptions().unique(true));
            for (Object key : keys) {
                collection.insertOne(new Document("tenant", "t").append("key", key));
            }
        });
        with(collection -> {
            for (Object key : keys) {
                assertThatThrownBy(() -> collection.insertOne(new Document("tenant", "t").append("key", key)))
                        .as("%s", key).isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
                collection.insertOne(new Document("tenant", "u").append("key", key));
            }
            assertThat(collection.countDocuments()).isEqualTo(2L * keys.size());
        });
    }

    @Test
    void folderOfAnEarlierVersion_keepsDocumentsAndUniqueKeys() throws IOException {
        earlier(collection -> {
            collection.createIndex(Indexes.ascending("tenant", "key"), new IndexOptions().unique(true));
            for (int i = 0; i < 300; i++) {
                collection.insertOne(new Document("_id", "d" + i).append("tenant", "t" + i % 7).append("key", "k" + i)
                        .append("n", i).append("inner", new Document("list", List.of(1, 2))));
            }
        });
        with(collection -> {
            assertThat(collection.countDocuments()).isEqualTo(300);
            for (int i = 0; i < 300; i++) {
                int n = i;
                assertThat(collection
                        .find(Filters.and(Filters.eq("tenant", "t" + i % 7), Filters.eq("key", "k" + i))).first())
                        .containsEntry("n", n).containsEntry("inner", new Document("list", List.of(1, 2)));
                assertThatThrownBy(() -> collection
                        .insertOne(new Document("tenant", "t" + n % 7).append("key", "k" + n)))
                        .isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
            }
            collection.updateMany(Filters.gte("n", 150), Updates.set("changed", true));
        });
        with(collection -> {
            assertThat(collection.countDocuments(Filters.eq("changed", true))).isEqualTo(150);
            assertThat(collection.find(Filters.eq("_id", "d3")).first()).containsEntry("n", 3);
        });
    }

    @Test
    void find_byIdAndMore_matchesBoth() throws IOException {
        with(collection -> {
            collection.insertOne(new Document("_id", "run").append("v", 1L));
            assertThat(collection.replaceOne(Filters.and(Filters.eq("_id", "run"), Filters.eq("v", 2L)),
                    new Document("v", 3L)).getMatchedCount()).isZero();
            assertThat(collection.replaceOne(Filters.and(Filters.eq("_id", "run"), Filters.eq("v", 1L)),
                    new Document("v", 2L)).getMatchedCount()).isOne();
            assertThat(collection.find(Filters.and(Filters.eq("_id", "other"), Filters.eq("v", 2L))).first()).isNull();
            assertThat(collection.find(Filters.eq("_id", "run")).first()).containsEntry("v", 2L);
        });
    }

    @Test
    void find_byRangeOfIds_isWhatAScanFinds() throws IOException {
        List<Object> ids = new ArrayList<>(List.of(1, 2L, 2.5, new ObjectId(), UUID.randomUUID().toString(), true));
        for (String tenant : List.of("a", "b", "ba", "c")) {
            for (int i = 0; i < 5; i++) {
                ids.add(tenant + "/" + i);
            }
        }
        with(collection -> {
            ids.forEach(id -> collection.insertOne(new Document("_id", id).append("copy", id).append("n", ids.size())));
            for (Bson sort : List.of(Sorts.ascending("_id"), Sorts.descending("_id"))) {
                for (String low : List.of("", "a/1", "b", "b/2", "ba/", "zz")) {
                    for (String high : List.of("a/0", "b/2", "b0", "c/4", "~")) {
                        same(collection, range(low, high, true, "_id"), range(low, high, true, "copy"), sort);
                        same(collection, range(low, high, false, "_id"), range(low, high, false, "copy"), sort);
                    }
                    same(collection, Filters.gt("_id", low), Filters.gt("copy", low), sort);
                    same(collection, Filters.lte("_id", low), Filters.lte("copy", low), sort);
                }
            }
            assertThat(collection.find(Filters.gt("_id", "a/")).sort(Sorts.ascending("_id")).limit(2))
                    .extracting(found -> found.get("_id")).containsExactly("a/0", "a/1");
        });
    }

    private static Bson range(String low, String high, boolean open, String field) {
        return open
                ? Filters.and(Filters.gt(field, low), Filters.lt(field, high))
                : Filters.and(Filters.gte(field, low), Filters.lte(field, high));
    }

    private static void same(MongoCollection<Document> collection, Bson byId, Bson byCopy, Bson sort) {
        assertThat(collection.find(byId).sort(sort).into(new ArrayList<>())).as("%s", byId)
                .isEqualTo(collection.find(byCopy).sort(sort).into(new ArrayList<>()));
    }

    private void with(Consumer<MongoCollection<Document>> work) throws IOException {
        int port = freePort();
        try (MongoService server = MongoService.start(directory, port)) {
            assertThat(server.description()).isNotBlank();
            client(port, work);
        }
    }

    private void earlier(Consumer<MongoCollection<Document>> work) throws IOException {
        MVStore store = new MVStore.Builder().fileName(directory.resolve("mongo.mv").toString()).open();
        var server = new MongoServer(new H2Backend(store));
        int port = freePort();
        server.bind("127.0.0.1", port);
        try {
            client(port, work);
        } finally {
            server.shutdownNow();
        }
    }

    private static void client(int port, Consumer<MongoCollection<Document>> work) {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            work.accept(client.getDatabase("d").getCollection("c"));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
