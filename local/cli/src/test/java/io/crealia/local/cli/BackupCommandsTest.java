package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code ./crealia backup}, {@code backups} and {@code restore} beside an edition whose functions are not needed. */
class BackupCommandsTest {
    private static final String BUCKET = "crealia-local-backup";

    @TempDir
    private Path home;
    private EmbeddedCloud cloud;
    private MongoClient mongo;
    private MongoDatabase database;
    private S3Client s3;

    /** What the command printed and how it ended. */
    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return Json.parse(out.strip());
        }
    }

    @BeforeEach
    void start() {
        var settings = new EditionSettings(Options.root(), home, 0, Map.of());
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(settings.cloudData()).only(Service.S3, Service.MONGO));
        BackupAccess.local().forEach((name, value) -> {
            if (name.endsWith("_BUCKET")) {
                cloud.createBucket(value);
            }
        });
        var at = cloud.endpoints();
        new RunFile(ProcessHandle.current().pid(), URI.create("http://127.0.0.1:1"), "none", at.mongoUri(),
                URI.create("http://127.0.0.1:1"), RunFile.Storage.of(at)).write(home);
        mongo = MongoClients.create(at.mongoUri().toString());
        database = mongo.getDatabase("crealia");
        s3 = new AwsClients(AwsSettings.of(new Environment(Map.of("AWS_REGION", at.region(), "AWS_ACCESS_KEY_ID",
                at.accessKeyId(), "AWS_SECRET_ACCESS_KEY", at.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
                at.s3().toString())))).s3();
        for (int i = 0; i < 30; i++) {
            database.getCollection("assets").insertOne(new Document("_id", "ast_%02d".formatted(i)).append("v", 1L));
        }
        database.getCollection("runs").insertOne(new Document("_id", "wfl_1").append("tenantId", "acme"));
        database.getCollection("runs").createIndex(new Document("tenantId", 1));
    }

    @AfterEach
    void stop() {
        mongo.close();
        RunFile.delete(home);
        cloud.close();
    }

    private Ran run(String... arguments) {
        var out = System.out;
        var err = System.err;
        var printed = new ByteArrayOutputStream();
        var told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            var exit = Main.run(Stream.concat(Arrays.stream(arguments), Stream.of("--home", home.toString()))
                    .toArray(String[]::new));
            return new Ran(exit, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String backup() {
        var made = run("backup", "--json");
        assertThat(made.exit()).as(made.err()).isEqualTo(Exit.OK);
        return made.json().path("id").asText();
    }

    private List<Document> documents(String name, String collection) {
        return mongo.getDatabase(name).getCollection(collection).find().into(new ArrayList<>());
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key).toList();
    }

    private List<String> databases() {
        return mongo.listDatabaseNames().into(new ArrayList<>());
    }

    @Test
    void backup_thenList_tellsWhatItHoldsAndWhere() {
        assertThat(run("backups").out()).contains("there is no backup yet");

        var made = run("backup");

        assertThat(made.exit()).as(made.err()).isEqualTo(Exit.OK);
        assertThat(made.out()).contains("31 documents of 2 collections").containsPattern("assets +30 documents")
                .contains("manifest: manifests/crealia/bkp_");
        var id = made.out().substring(0, made.out().indexOf(' '));
        assertThat(run("backups").out()).contains(id);
        assertThat(run("backup", "--list", "--json").json().path("data").path(0).path("documents").asInt())
                .isEqualTo(31);
        assertThat(keys("manifests/crealia/")).containsExactly("manifests/crealia/" + id + ".json");
    }

    @Test
    void restore_emptyOtherAndFilledDatabase() {
        var id = backup();
        database.getCollection("assets").deleteOne(new Document("_id", "ast_00"));
        database.getCollection("exports").insertOne(new Document("_id", "later"));

        var refused = run("restore");
        assertThat(refused.exit()).isEqualTo(Exit.NOT_READY);
        assertThat(refused.err()).contains("database crealia is not empty: it has documents in assets, exports, runs")
                .contains("--replace");
        assertThat(documents("crealia", "assets")).hasSize(29);

        var elsewhere = run("restore", id, "--database", "other");
        assertThat(elsewhere.exit()).as(elsewhere.err()).isEqualTo(Exit.OK);
        assertThat(documents("other", "assets")).hasSize(30);
        assertThat(elsewhere.out()).contains("erasures: 0 certificates");

        var replaced = run("restore", "--replace", "--json");
        assertThat(replaced.exit()).as(replaced.err()).isEqualTo(Exit.OK);
        assertThat(replaced.err()).contains("every document of crealia is deleted: assets, exports, runs");
        assertThat(replaced.json().path("restored_to").asText()).isEqualTo("crealia");
        assertThat(documents("crealia", "assets")).hasSize(30);
        assertThat(documents("crealia", "exports")).isEmpty();
        assertThat(database.getCollection("runs").listIndexes().into(new ArrayList<>())).hasSize(2);
    }

    @Test
    void drill_goodBackup_isGreenAndLeavesNothing() {
        backup();
        var before = databases();

        var drilled = run("restore", "--drill");

        assertThat(drilled.exit()).as(drilled.out() + drilled.err()).isEqualTo(Exit.OK);
        assertThat(drilled.out()).contains("the drill is green")
                .containsPattern("assets +30 +30 +[0-9a-f]{12} +[0-9a-f]{12} same");
        assertThat(databases()).isEqualTo(before);
        assertThat(run("restore", "--drill", "--json").json().path("green").asBoolean()).isTrue();
    }

    @Test
    void drill_damagedBackup_isRedAndNamesTheObject() {
        backup();
        var key = keys("parts/").getFirst();
        var good = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
        var flipped = good.clone();
        flipped[flipped.length / 2] ^= 1;
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(flipped));

        var red = run("restore", "--drill");
        assertThat(red.exit()).isEqualTo(Exit.NOT_READY);
        assertThat(red.err()).contains(key).contains("SHA-256 of the object");

        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
        var missing = run("restore", "--drill");
        assertThat(missing.exit()).isEqualTo(Exit.NOT_READY);
        assertThat(missing.err()).contains(key + ": the part is missing");

        // Nothing was written for it, and what there was is unharmed.
        assertThat(databases()).noneMatch(name -> name.startsWith("crealia_drill"));
        assertThat(documents("crealia", "assets")).hasSize(30);
        assertThat(run("restore", "--replace").exit()).isEqualTo(Exit.NOT_READY);
        assertThat(documents("crealia", "assets")).hasSize(30);
    }

    @Test
    void restore_wrongUsage_isTold() {
        assertThat(run("restore").err()).contains("there is no backup of crealia");
        assertThat(run("restore", "bkp_1").exit()).isEqualTo(Exit.USAGE);
        assertThat(run("restore", "bkp_00000000000000000000000001").err())
                .contains("manifests/crealia/bkp_00000000000000000000000001.json");
        backup();
        var keys = run("restore", "--database", "crealia_keys");
        assertThat(keys.exit()).isEqualTo(Exit.USAGE);
        assertThat(keys.err()).contains("holds the keys of persons");
        assertThat(run("backup", "--region", "eu-central-1").err()).contains("--uri: expected");
    }

    @Test
    void access_ofAnotherInstallation_takesOptionsThenTheEnvironment() {
        var access = new BackupAccess();
        new picocli.CommandLine(access).parseArgs("--uri", "mongodb://elsewhere", "--bucket", "b", "--region",
                "eu-west-1");

        assertThat(access.remote()).isTrue();
        assertThat(access.environment(Map.of("AWS_REGION", "us-east-1", "CREALIA_MONGO_DATABASE", "prod")))
                .containsEntry("AWS_REGION", "eu-west-1").containsEntry("CREALIA_MONGO_URI", "mongodb://elsewhere")
                .containsEntry("CREALIA_BACKUP_BUCKET", "b").containsEntry("CREALIA_MONGO_DATABASE", "prod");
        var half = new BackupAccess();
        new picocli.CommandLine(half).parseArgs("--uri", "mongodb://elsewhere");
        assertThatThrownBy(() -> half.environment(Map.of())).hasMessageContaining("CREALIA_BACKUP_BUCKET");
    }
}
