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
import com.mongodb.client.model.Updates;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the design rests on: unique indexes and compare-and-set of one document. */
final class MongoServiceTest {

    @TempDir
    static Path directory;
    private static EmbeddedCloud cloud;
    private static MongoClient mongo;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        mongo = MongoClients.create(cloud.endpoints().mongoUri().toString());
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Test
    void insert_secondOfUniqueKey_isDuplicateKey() {
        MongoCollection<Document> runs = mongo.getDatabase("d").getCollection("unique");
        runs.createIndex(Indexes.ascending("tenant", "key"), new IndexOptions().unique(true));
        runs.insertOne(new Document("_id", "1").append("tenant", "t").append("key", "k"));
        assertThatThrownBy(() -> runs.insertOne(new Document("_id", "2").append("tenant", "t").append("key", "k")))
                .isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
        runs.insertOne(new Document("_id", "3").append("tenant", "other").append("key", "k"));
    }

    @Test
    void compareAndSet_manyAtOnce_exactlyOneWins() throws Exception {
        MongoCollection<Document> runs = mongo.getDatabase("d").getCollection("versions");
        runs.insertOne(new Document("_id", "run").append("v", 0));
        Callable<Long> attempt = () -> runs
                .updateOne(Filters.and(Filters.eq("_id", "run"), Filters.eq("v", 0)), Updates.inc("v", 1))
                .getModifiedCount();
        long won = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                results.add(threads.submit(attempt));
            }
            for (Future<Long> result : results) {
                won += result.get();
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(runs.find().first()).containsEntry("v", 1);
    }

    @Test
    void find_whileAnotherReplaces_isNeverHalfOld() throws Exception {
        MongoCollection<Document> runs = mongo.getDatabase("d").getCollection("halves");
        runs.insertOne(halves(0));
        try (var threads = Executors.newFixedThreadPool(3)) {
            var writer = threads.submit(() -> {
                for (int i = 1; i <= 1500; i++) {
                    runs.replaceOne(Filters.eq("_id", "run"), halves(i));
                }
            });
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    long reads = 0;
                    while (!writer.isDone()) {
                        Document found = runs.find().first();
                        assertThat(found.get("last")).as("%s", found).isEqualTo(found.get("first"));
                        reads++;
                    }
                    return reads;
                }));
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isGreaterThan(100);
            }
        }
    }

    private static Document halves(int value) {
        var document = new Document("_id", "run").append("first", value);
        for (int i = 0; i < 200; i++) {
            document.append("field" + i, "text " + value);
        }
        return document.append("last", value);
    }
}
