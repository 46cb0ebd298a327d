package io.crealia.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import io.crealia.operations.adapter.MongoDocumentSource;
import io.crealia.operations.adapter.S3BackupObjects;
import io.crealia.operations.adapter.Stores;
import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.usecase.BackupCatalog;
import io.crealia.operations.usecase.CompareRestored;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function {@code backup} on the embedded S3 and MongoDB, with the payload of {@code events/backup}. */
class BackupFunctionTest {
    private static final Path PAYLOAD = Path.of(System.getProperty("crealia.root"), "events/backup/schedule.json");
    private static final Path DEPLOYMENT = PAYLOAD.resolveSibling("deployment.json");
    private static final int FIVE_MINUTES = 300_000;
    private static Stores stores;
    private final Map<String, String> environment = new HashMap<>();
    private MongoDatabase database;
    private String bucket;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = new Stores(folder);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @BeforeEach
    void environment() {
        var name = stores.fresh("function");
        bucket = stores.bucket();
        database = stores.mongo().database(name);
        environment.putAll(stores.environment());
        environment.put("CREALIA_MONGO_DATABASE", name);
        environment.put("CREALIA_BACKUP_BUCKET", bucket);
        environment.put("CREALIA_BACKUP_PART_BYTES", "2048");
        for (int i = 0; i < 50; i++) {
            database.getCollection("assets")
                    .insertOne(new Document("_id", "ast_%02d".formatted(i)).append("text", "x".repeat(100)));
        }
        database.getCollection("runs").insertOne(new Document("_id", "wfl_1"));
        stores.mongo().database("crealia_keys").getCollection("keysets")
                .insertOne(new Document("_id", stores.fresh("secret")));
    }

    private static JsonNode tick(BackupHandler handler, int remaining) throws IOException {
        return invoke(handler, PAYLOAD, remaining);
    }

    private static JsonNode invoke(BackupHandler handler, Path payload, int remaining) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Files.readAllBytes(payload)), out,
                new TestContext("backup", remaining));
        return Json.parse(out.toByteArray());
    }

    @Test
    void handle_due_isABackupAndThenNoneForADay() throws IOException {
        var handler = new BackupHandler(environment);

        var answer = tick(handler, FIVE_MINUTES);

        assertThat(answer.path("state").asText()).isEqualTo("finished");
        assertThat(answer.path("documents").asInt()).isEqualTo(51);
        assertThat(answer.path("parts").asInt()).isGreaterThan(3);
        assertThat(answer.path("kept").asInt()).isEqualTo(1);
        var manifest = new BackupCatalog(database.getName(),
                new S3BackupObjects(stores.clients()::s3, bucket)).lastGood().orElseThrow();
        // Neither the keys nor the state of backups.
        assertThat(manifest.collections()).extracting(BackedUpCollection::name).containsExactly("assets", "runs");
        assertThat(new CompareRestored().execute(manifest, new MongoDocumentSource(() -> database)))
                .filteredOn(row -> !row.same()).singleElement()
                .satisfies(row -> assertThat(row.collection()).isEqualTo("backups"));
        var next = tick(handler, FIVE_MINUTES);
        assertThat(next.path("state").asText()).isEqualTo("not_due");
        assertThat(next.path("due_at").asText()).isNotEmpty();
    }

    /** A deployment wants a copy of its own, whether one is due or not. */
    @Test
    void handle_demandedByADeployment_isABackupAlthoughNoneIsDue() throws IOException {
        var handler = new BackupHandler(environment);
        var first = tick(handler, FIVE_MINUTES).path("backup").asText();

        var demanded = invoke(handler, DEPLOYMENT, FIVE_MINUTES);

        assertThat(demanded.path("state").asText()).isEqualTo("finished");
        assertThat(demanded.path("backup").asText()).isNotEqualTo(first);
    }

    @Test
    void handle_demandedWithLittleTime_goesOnWhereItPaused() throws IOException {
        var handler = new BackupHandler(environment);
        tick(handler, FIVE_MINUTES);

        var first = invoke(handler, DEPLOYMENT, 59_000);
        assertThat(first.path("state").asText()).isEqualTo("paused");
        var second = invoke(handler, DEPLOYMENT, FIVE_MINUTES);

        assertThat(second.path("state").asText()).isEqualTo("finished");
        assertThat(second.path("backup").asText()).isEqualTo(first.path("backup").asText());
    }

    @Test
    void handle_littleTime_pausesAndTheNextTickGoesOn() throws IOException {
        var handler = new BackupHandler(environment);

        var first = tick(handler, 59_000);
        assertThat(first.path("state").asText()).isEqualTo("paused");
        var second = tick(new BackupHandler(environment), FIVE_MINUTES);

        assertThat(second.path("state").asText()).isEqualTo("finished");
        assertThat(second.path("backup")).isEqualTo(first.path("backup"));
    }

    @Test
    void handle_noBucket_failsAndNamesTheObject() {
        environment.put("CREALIA_BACKUP_BUCKET", "no-such-bucket");
        var handler = new BackupHandler(environment);

        assertThatThrownBy(() -> tick(handler, FIVE_MINUTES)).isInstanceOf(DependencyException.class)
                .hasMessageContaining("no-such-bucket/parts/" + database.getName());
    }

    @Test
    void construct_onTheDatabaseOfKeys_isRefused() {
        environment.put("CREALIA_KEYS_DATABASE", database.getName());

        assertThatThrownBy(() -> new BackupHandler(environment)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CREALIA_KEYS_DATABASE");
    }
}
