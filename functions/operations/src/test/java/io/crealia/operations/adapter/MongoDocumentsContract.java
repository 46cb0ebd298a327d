package io.crealia.operations.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.fake.InMemoryDatabase;
import io.crealia.operations.fake.InMemoryLedger;
import io.crealia.operations.fake.InMemoryObjects;
import io.crealia.operations.port.DocumentSource;
import io.crealia.operations.usecase.CompareRestored;
import io.crealia.operations.usecase.MakeBackup;
import io.crealia.operations.usecase.ReadPart;
import io.crealia.operations.usecase.RestoreBackup;
import io.crealia.operations.usecase.VerifyBackup;
import io.crealia.operations.usecase.WritePart;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents of a server, there and back as the bytes that they are. */
abstract class MongoDocumentsContract {
    private MongoDatabase database;
    private MongoDatabase target;
    private MongoDocumentSource source;
    private MongoDocumentSink sink;

    abstract MongoConnection mongo();

    @BeforeEach
    void databases() {
        database = mongo().database("documents-" + UUID.randomUUID());
        target = mongo().database("restored-" + UUID.randomUUID());
        source = new MongoDocumentSource(() -> database);
        sink = new MongoDocumentSink(() -> target);
    }

    @AfterEach
    void drop() {
        database.drop();
        target.drop();
    }

    private static List<String> hex(DocumentSource from, String collection, Optional<String> after) {
        var all = new ArrayList<String>();
        try (var documents = from.open(collection, after)) {
            while (documents.hasNext()) {
                all.add(HexFormat.of().formatHex(documents.next()));
            }
        }
        return all;
    }

    /** A value of each type that the driver can write. */
    private static Map<String, Object> types() {
        var types = new LinkedHashMap<String, Object>();
        types.put("double", 1.5e300);
        types.put("nan", Double.NaN);
        types.put("negativeZero", -0.0);
        types.put("string", "äöü \u0000 \uD83C\uDFAC");
        types.put("document", new Document("a", new Document("b", 1)));
        types.put("array", List.of(1, "two", new Document("three", 3L)));
        types.put("binary", new Binary(new byte[]{0, 1, -1}));
        types.put("binaryOfUsers", new Binary((byte) 0x80, new byte[]{7}));
        types.put("objectId", new ObjectId("65f000000000000000000001"));
        types.put("boolean", true);
        types.put("date", Date.from(Instant.parse("2026-03-01T12:00:00.123Z")));
        types.put("null", null);
        types.put("int32", Integer.MIN_VALUE);
        types.put("int64", Long.MAX_VALUE);
        types.put("timestamp", new BsonTimestamp(1_700_000_000, 7));
        types.put("decimal", Decimal128.parse("-1.000E-6"));
        types.put("regex", Pattern.compile("^a.*b$", Pattern.CASE_INSENSITIVE));
        types.put("minKey", new MinKey());
        types.put("maxKey", new MaxKey());
        return types;
    }

    private BackupManifest backup(InMemoryObjects objects, long partBytes) {
        var maker = new MakeBackup("crealia", source, objects, new InMemoryLedger(),
                new WritePart(objects, WritePart::temporaryFile, partBytes), new SequentialIds(), new MovableClock(),
                new MakeBackup.Pace(Duration.ofDays(1), Duration.ofSeconds(60)));
        return ((MakeBackup.Result.Finished) maker.execute(() -> Duration.ofHours(1))).manifest();
    }

    private void restore(InMemoryObjects objects, BackupManifest manifest) {
        var readPart = new ReadPart(objects);
        new RestoreBackup(new VerifyBackup(readPart), readPart).execute(manifest, sink, Set.of(), false);
    }

    @Test
    void roundTrip_everyType_isTheSameByteForByte() {
        types().forEach((name, value) -> database.getCollection("types")
                .insertOne(new Document("_id", name).append("value", value)));
        assertThat(source.collections()).containsExactly("types");
        var before = hex(source, "types", Optional.empty());
        assertThat(before).hasSize(types().size());
        var objects = new InMemoryObjects();

        restore(objects, backup(objects, 100));

        assertThat(hex(new MongoDocumentSource(() -> target), "types", Optional.empty())).isEqualTo(before);
    }

    /** Ids of every kind that an id may have, in MongoDB's order. */
    private static List<Object> mixedIds() {
        return List.of(new MinKey(), -3, 1L, 1.5, Decimal128.parse("2.5"), 7, "", "A", "a", "b",
                new Document("x", 1), new Binary(new byte[]{1}), new ObjectId("65f000000000000000000001"),
                false, true, new Date(0), new Date(1000), new BsonTimestamp(1, 1), new MaxKey());
    }

    @Test
    void open_afterAnyIdOfAnyKind_givesTheRestAndNothingTwice() {
        mixedIds().reversed().forEach(id -> database.getCollection("mixed").insertOne(new Document("_id", id)));
        var all = hex(source, "mixed", Optional.empty());
        assertThat(all).hasSize(mixedIds().size());

        try (var documents = source.open("mixed", Optional.empty())) {
            for (int i = 0; i < all.size(); i++) {
                documents.next();
                assertThat(hex(source, "mixed", Optional.of(documents.last()))).as("after " + documents.last())
                        .isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    @Test
    void roundTrip_indexesAndEmptyCollections_areThereAgain() {
        database.createCollection("empty");
        database.getCollection("runs").createIndex(Indexes.ascending("tenantId", "assetId"));
        database.getCollection("runs").createIndex(Indexes.descending("nextAt"), new IndexOptions().unique(true));
        database.getCollection("runs").insertOne(new Document("_id", "1").append("nextAt", 1));
        var objects = new InMemoryObjects();
        var manifest = backup(objects, 1000);

        restore(objects, manifest);

        assertThat(manifest.collections().getLast().indexes()).hasSize(2)
                .anySatisfy(index -> assertThat(index).contains("\"unique\":true"));
        assertThat(new CompareRestored().execute(manifest, new MongoDocumentSource(() -> target))).hasSize(2)
                .allMatch(CompareRestored.Row::same);
        assertThatThrownBy(() -> target.getCollection("runs")
                .insertOne(new Document("_id", "2").append("nextAt", 1))).hasMessageContaining("duplicate key");
    }

    @Test
    void sink_replaced_forgetsWhatWasThere() {
        target.getCollection("runs").insertOne(new Document("_id", "old"));
        target.getCollection("exports").insertOne(new Document("_id", "old"));
        target.getCollection("exports").createIndex(Indexes.ascending("tenantId"));
        assertThat(sink.filled()).containsExactly("exports", "runs");

        sink.clear(List.of("runs"));

        assertThat(sink.filled()).isEmpty();
        // What the running functions made once stays.
        assertThat(new MongoDocumentSource(() -> target).indexes("exports")).hasSize(1);
        sink.drop();
        assertThat(new MongoDocumentSource(() -> target).collections()).isEmpty();
    }

    @Test
    void sink_idThatIsThere_namesTheCollection() {
        var bytes = InMemoryDatabase.bytes(new Document("_id", "1"));
        sink.create("runs");
        sink.create("runs");
        sink.insert("runs", List.of(bytes));

        assertThatThrownBy(() -> sink.insert("runs", List.of(bytes))).isInstanceOf(DependencyException.class)
                .hasMessageContaining("collection runs");
    }

    @Test
    void anything_serverAway_namesWhatWasTried() {
        try (var gone = new MongoConnection(() -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", "x")) {
            var away = new MongoDocumentSource(() -> gone.database("x"));

            assertThatThrownBy(away::collections).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("list collections");
            assertThatThrownBy(() -> away.indexes("runs")).hasMessageContaining("collection runs");
        }
    }
}
