package io.crealia.platform.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentStoreTest {
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    private static Document document(String id, long version) {
        return new Document("_id", id).append("v", version);
    }

    @Test
    void find_inserted_isEqual() {
        var store = mongo.collection();
        var document = document("a", 1).append("nested", new Document("n", 1.5)).append("list", List.of("x", true));

        assertThat(store.insert(document)).isTrue();
        assertThat(store.find("a")).contains(document);
        assertThat(store.find("b")).isEmpty();
        assertThat(store.findOne(eq("nested.n", 1.5))).contains(document);
    }

    @Test
    void rehearse_isRefusedByTheServer() {
        var store = mongo.collection();

        store.rehearse(document("a", 1));

        assertThat(store.count(new Document())).isZero();
    }

    @Test
    void rehearse_serverAway_isADependencyFailure() {
        try (var nowhere = new MongoConnection(
                () -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200", "gone")) {
            assertThatThrownBy(() -> nowhere.collection("any").rehearse(document("a", 1)))
                    .isInstanceOf(DependencyException.class);
        }
    }

    @Test
    void insert_idTaken_isRefusedAndKeepsTheFirst() {
        var store = mongo.collection();
        store.insert(document("a", 1));

        assertThat(store.insert(document("a", 7))).isFalse();
        assertThat(store.find("a").orElseThrow().getLong("v")).isEqualTo(1);
    }

    @Test
    void insert_uniqueValueTaken_isRefused() {
        var store = mongo.collection();
        store.index(Indexes.ascending("key"), true);
        store.insert(document("a", 1).append("key", "k"));

        assertThat(store.insert(document("b", 1).append("key", "k"))).isFalse();
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    void compareAndSet_expectedVersion_replaces() {
        var store = mongo.collection();
        store.insert(document("a", 1).append("gone", 1));

        assertThat(store.compareAndSet("a", 1, document("a", 2))).isTrue();
        assertThat(store.find("a")).contains(document("a", 2));
    }

    @Test
    void compareAndSet_otherVersionOrMissing_isRefused() {
        var store = mongo.collection();
        store.insert(document("a", 2));

        assertThat(store.compareAndSet("a", 1, document("a", 2).append("x", 1))).isFalse();
        assertThat(store.compareAndSet("b", 1, document("b", 2))).isFalse();
        assertThat(store.find("a")).contains(document("a", 2));
    }

    @Test
    void compareAndSet_versionSkipped_isAProgrammersError() {
        assertThatThrownBy(() -> mongo.collection().compareAndSet("a", 1, document("a", 3)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1").hasMessageContaining("3");
    }

    @Test
    void compareAndSet_concurrent_losesNoUpdate() throws Exception {
        var store = mongo.collection();
        store.insert(document("a", 0).append("count", 0));
        Callable<Integer> increment = () -> {
            for (int tries = 1;; tries++) {
                var found = store.find("a").orElseThrow();
                var next = new Document(found).append("v", found.getLong("v") + 1).append("count",
                        found.getInteger("count") + 1);
                if (store.compareAndSet("a", found.getLong("v"), next)) {
                    return tries;
                }
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(IntStream.range(0, 40).mapToObj(_ -> increment).toList())) {
                done.get();
            }
        }

        assertThat(store.find("a").orElseThrow().getInteger("count")).isEqualTo(40);
        assertThat(store.find("a").orElseThrow().getLong("v")).isEqualTo(40);
    }

    @Test
    void acknowledge_sentMessages_takesOutThoseOnly() {
        var store = mongo.collection();
        var messages = List.of("1", "2", "3").stream().map(id -> new OutboxMessage(id, QueueName.FACTS, "b")).toList();
        store.insert(document("a", 1).append(Outbox.FIELD, Outbox.write(messages)));

        store.acknowledge("a", List.of("1", "3", "unknown"));

        var left = store.find("a").orElseThrow();
        assertThat(Outbox.read(left)).extracting(OutboxMessage::id).containsExactly("2");
        assertThat(left.getLong("v")).as("nobody decides by it").isEqualTo(1);
    }

    @Test
    void acknowledge_missingDocumentOrOutbox_changesNothing() {
        var store = mongo.collection();
        store.insert(document("a", 1));

        store.acknowledge("b", List.of("1"));
        store.acknowledge("a", List.of("1"));

        assertThat(store.find("a").orElseThrow().getLong("v")).isEqualTo(1);
    }

    @Test
    void find_sortedLimitedProjected_givesThatOnly() {
        var store = mongo.collection();
        IntStream.of(2, 4, 1, 3).forEach(
                n -> store.insert(
                        document("d" + n, n).append("big", "x").append("deep", new Document("a", n).append("b", n))));

        assertThat(store.find(eq("big", "x"), Sorts.descending("_id"), 3)).extracting(d -> d.getString("_id"))
                .containsExactly("d4", "d3", "d2");
        assertThat(store.find(eq("big", "x"), Sorts.ascending("v"), 1, Projections.include("v", "deep.a")))
                .containsExactly(new Document("_id", "d1").append("v", 1L).append("deep", new Document("a", 1)));
    }

    @Test
    void update_matching_changesAndSaysSo() {
        var store = mongo.collection();
        store.insert(document("a", 1));

        assertThat(store.update(eq("_id", "a"), Updates.set("x", 1))).isTrue();
        assertThat(store.update(eq("_id", "a"), Updates.set("x", 1))).as("matches, changes nothing").isTrue();
        assertThat(store.update(eq("_id", "b"), Updates.set("x", 1))).isFalse();
        assertThat(store.find("a").orElseThrow().getInteger("x")).isEqualTo(1);
    }

    @Test
    void delete_matching_removesAndSaysSo() {
        var store = mongo.collection();
        store.insert(document("a", 1));

        assertThat(store.delete(eq("_id", "a"))).isTrue();
        assertThat(store.delete(eq("_id", "a"))).isFalse();
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void index_twice_isFine() {
        var store = mongo.collection();
        store.index(Indexes.ascending("key"), true);
        store.index(Indexes.ascending("key"), true);

        assertThat(store.insert(document("a", 1))).isTrue();
    }

    @Test
    void anyCall_serverAway_isDependencyFailureThatNamesTheCollection() {
        try (var away = new MongoConnection(() -> "mongodb://127.0.0.1:1", "test")) {
            var store = away.collection("things");

            assertThatThrownBy(() -> store.find("a")).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("things").hasMessageContaining("find a");
        }
    }
}
