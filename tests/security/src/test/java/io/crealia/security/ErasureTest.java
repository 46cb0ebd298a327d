package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.RunChoice;
import io.crealia.platform.json.Json;
import io.crealia.privacy.adapter.Ed25519Seal;
import io.crealia.privacy.domain.Inventory;
import io.crealia.security.base.ByteScan;
import io.crealia.security.base.Call;
import io.crealia.security.base.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One person of a tenant is erased from the whole product; another one stays. Then a backup is restored. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ErasureTest {
    private static final String JANE = "canary-subject-jane-4711";
    private static final String JOHN = "user-john";
    private static final String MEDIA = "crealia-local-media";
    /** What is written into each field of hers. */
    private static final List<String> CANARIES = List.of(JANE, "canaryfilename8812", "canaryscript5530words",
            "canarytitle9943", "canarydescription2017", "canarycaption6618");

    private static Target target;
    private static String janes;
    private static String johns;
    private static final List<String> assets = new ArrayList<>();
    private static String kept;
    private static String erasure;
    private static Map<String, List<Document>> backup;
    private static Map<String, byte[]> objects;

    @BeforeAll
    static void twoPeople(@TempDir Path folder) throws IOException {
        target = new Target(folder, Map.of("CREALIA_PRIVACY_SETTLE", "PT1S", "CREALIA_PRIVACY_REPLAY", "PT1S"));
        janes = token(JANE);
        johns = token(JOHN);
        var clip = target.clips().landscape("clip.mp4", "320x180", 1);
        var named = Files.copy(clip, clip.resolveSibling("canaryfilename8812.mp4"));
        assets.add(upload(janes, named, "canaryscript5530words"));
        assets.add(upload(janes, named, "canaryscript5530words"));
        kept = upload(johns, clip, "what somebody else says");
        for (var asset : List.of(assets.get(0), assets.get(1), kept)) {
            assertThat(target.edition().finished(asset).path("state").asText()).isEqualTo("ready");
        }
        var path = "/v1/assets/" + assets.getFirst();
        assertThat(target.send(Call.of("PATCH", path).bearer(janes).json(Json.object()
                .put("title", "My canarytitle9943").put("description", "Of canarydescription2017."))).status())
                .isEqualTo(200);
        assertThat(target.send(Call.of("PUT", path + "/captions/en").bearer(janes)
                .json(Json.object().put("format", "vtt")
                        .put("content", "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\ncanarycaption6618\n")))
                .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    private static String token(String subject) {
        return target.token(subject, Target.OWNER, DeveloperToken.SCOPES, Duration.ofHours(1));
    }

    private static String upload(String token, Path file, String script) throws IOException {
        return new FileUploader(new ApiClient(target.edition().local().api(), () -> token))
                .upload(file, RunChoice.of("stream", "educational", "en", Optional.of(script)),
                        _ -> {})
                .path("asset_id").asText();
    }

    private static JsonNode get(String path) {
        return target.send(Call.of("GET", path).bearer(johns)).json();
    }

    private static JsonNode certified() {
        return await("erasure " + erasure).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    target.edition().local().runtime().scheduler().trigger("PrivacyRetention");
                    return get("/v1/privacy/erasures/" + erasure);
                }, found -> found.path("state").asText().equals("certified"));
    }

    @Test
    @Order(1)
    void inventory_afterAWholePipeline_namesEveryCollectionAndFolder() {
        var named = new TreeSet<String>();
        Inventory.all().forEach(holding -> named.add(holding.name()));
        for (var database : target.mongo().listDatabaseNames()) {
            if (!Set.of("admin", "config", "local").contains(database)) {
                assertThat(named).as("collections of " + database)
                        .containsAll(target.mongo().getDatabase(database).listCollectionNames().into(new ArrayList<>())
                                .stream().filter(name -> !name.startsWith("system.")).toList());
            }
        }
        assertThat(keys("")).allMatch(key -> key.matches("[a-z0-9_-]+/ast_\\w{26}/.+") || key.startsWith("_records/"));
    }

    @Test
    @Order(2)
    void erase_person_isCertified() {
        // The scan is no use if it cannot find what is there.
        assertThat(new ByteScan(List.of("canarycaption6618")).find(target.home())).isNotEmpty();
        backup = dump();
        objects = new HashMap<>();
        assets.forEach(asset -> keys(Target.OWNER + "/" + asset + "/").forEach(key -> objects.put(key, target.s3()
                .getObjectAsBytes(request -> request.bucket(MEDIA).key(key)).asByteArray())));
        assertThat(objects).hasSizeGreaterThan(10);

        var asked = target.send(Call.of("POST", "/v1/privacy/erasures").bearer(johns)
                .json(Json.object().put("subject", JANE)));

        assertThat(asked.status()).isEqualTo(202);
        erasure = asked.json().path("id").asText();
        var certificate = verified(certified().path("certificate").asText()).orElseThrow();
        assertThat(certificate.path("assets").findValuesAsText("asset_id")).containsExactlyInAnyOrderElementsOf(assets);
        assertThat(certificate.path("verification").path("remaining")).isNotEmpty()
                .allMatch(count -> count.asLong() == 0);
        for (var asset : assets) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(get("/v1/assets/" + asset).path("state").asText()).isEqualTo("deleted"));
        }
    }

    @Test
    @Order(3)
    void erase_afterwards_nothingOfHersIsInAnyFile() {
        assertThat(new ByteScan(CANARIES).find(target.home())).isEmpty();
        assets.forEach(asset -> assertThat(keys(Target.OWNER + "/" + asset + "/")).isEmpty());
    }

    @Test
    @Order(4)
    void erase_afterwards_theOtherPersonIsUnharmed() {
        assertThat(get("/v1/assets/" + kept).path("state").asText()).isEqualTo("ready");
        var master = get("/v1/assets/" + kept + "/playback").path("hls").asText();
        assertThat(target.send(Call.of("GET", master.substring(master.indexOf("/play/")))).status()).isEqualTo(200);
        assertThat(keys(Target.OWNER + "/" + kept + "/")).hasSizeGreaterThan(5);
    }

    @Test
    @Order(5)
    void certificate_tampered_isNone() {
        var signed = get("/v1/privacy/erasures/" + erasure).path("certificate").asText();
        var dot = signed.indexOf('.') + 10;
        var tampered = signed.substring(0, dot) + (signed.charAt(dot) == 'A' ? 'B' : 'A') + signed.substring(dot + 1);

        assertThat(verified(signed)).isPresent();
        assertThat(verified(tampered)).isEmpty();
        assertThat(CANARIES).noneMatch(canary -> verified(signed).orElseThrow().toString().contains(canary));
    }

    @Test
    @Order(6)
    void restore_ofABackup_staysErased() {
        restore();
        assertThat(keys(Target.OWNER + "/" + assets.getFirst() + "/")).isNotEmpty();

        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
            target.edition().local().runtime().scheduler().trigger("PrivacyRetention");
            return target.send(Call.of("GET", "/v1/privacy/erasures/" + erasure).bearer(johns)).status();
        }, status -> status == 200);
        certified();

        assets.forEach(asset -> {
            assertThat(keys(Target.OWNER + "/" + asset + "/")).isEmpty();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(get("/v1/assets/" + asset).path("state").asText()).isEqualTo("deleted"));
        });
        assertThat(new ByteScan(CANARIES).find(target.home())).isEmpty();
        assertThat(get("/v1/assets/" + kept).path("state").asText()).isEqualTo("ready");
    }

    private static Optional<JsonNode> verified(String signed) {
        return Ed25519Seal.verifiedBy(signed, get("/v1/privacy/certificate-keys"));
    }

    private static List<String> keys(String prefix) {
        return target.s3().listObjectsV2Paginator(request -> request.bucket(MEDIA).prefix(prefix)).contents().stream()
                .map(S3Object::key).toList();
    }

    /** As operators are told to: the application's database, never the database of keys. */
    private static Map<String, List<Document>> dump() {
        var all = new HashMap<String, List<Document>>();
        var database = target.mongo().getDatabase("crealia");
        database.listCollectionNames()
                .forEach(name -> all.put(name, database.getCollection(name).find().into(new ArrayList<>())));
        return all;
    }

    private static void restore() {
        var database = target.mongo().getDatabase("crealia");
        database.listCollectionNames().into(new ArrayList<>()).forEach(name -> {
            var collection = database.getCollection(name);
            collection.deleteMany(new Document());
            var rows = backup.getOrDefault(name, List.of());
            if (!rows.isEmpty()) {
                collection.insertMany(rows);
            }
        });
        objects.forEach((key, bytes) -> target.s3().putObject(request -> request.bucket(MEDIA).key(key),
                RequestBody.fromBytes(bytes)));
    }
}
