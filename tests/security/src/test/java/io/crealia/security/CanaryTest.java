package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.RunChoice;
import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.ByteScan;
import io.crealia.security.base.Call;
import io.crealia.security.base.EditionLog;
import io.crealia.security.base.RedisDump;
import io.crealia.security.base.Reply;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Whatever a caller puts into a personal or secret field of any feature, none of it is in a log, in a refusal, in a queue,
 * in MongoDB or in Redis: plain, in base64, in hex or in UTF-16. Objects hold scripts and captions, which players read;
 * they hold nothing else of it.
 *
 * <p>An edition of its own: what it starts, erasures and deliveries, goes on after it and would change the state of others.
 */
final class CanaryTest {
    private static final String CANARY = "QvKxPwZtMrNbHsGd";
    private static final String TEXT = "WxTgLdRkVnJcYmBq";
    /** In messages that somebody puts into queues: it is there and in the dead letters, and must be nowhere else. */
    private static final String LETTER = "ZpFhKwGrDvXtNsCj";
    /** Put into each place after everything else: what was written before is seen when this is. */
    private static final String MARK = "HnBwQzSkTfMxRgPd";
    private static final String TENANT = "canaries";
    private static final String ACCOUNT = "000000000000";
    private static final int THREADS = 4;
    private static final int FEWEST = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PLACES = List.of("cloud/mongo/", "cloud/sqs/", "cloud/s3/", "logs/", "redis");

    private static final Tally tally = Tally.of("canaries");
    private static final List<byte[]> keys = new ArrayList<>();
    private static final List<String> secrets = new ArrayList<>(List.of(CANARY));
    private static final ByteArrayOutputStream refusals = new ByteArrayOutputStream();
    private static Target target;
    private static EditionLog log;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path folder) {
        target = new Target(folder, Map.of("CREALIA_PRIVACY_SETTLE", "PT1S"));
        log = new EditionLog(target.home());
        token = token(CANARY + "@example.org");
    }

    @AfterAll
    static void stop() {
        log.close();
        target.close();
    }

    private static String token(String subject) {
        var issued = target.token(subject, TENANT, DeveloperToken.SCOPES, Duration.ofHours(1));
        secrets.add(issued.substring(issued.lastIndexOf('.') + 1));
        return issued;
    }

    @Test
    void requests_withCanaries_leaveNoneBehind() throws IOException {
        sendLetters();
        var endpoint = endpoint("v1");
        endpoint("v1a");
        var calls = new CanaryCalls(CANARY, TEXT, token, asset(), endpoint);
        erase();
        var rounds = FEWEST / calls.round(0).size() + 1;
        var next = new AtomicInteger();
        var taken = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, THREADS).mapToObj(_ -> CompletableFuture.runAsync(() -> {
            for (var round = next.getAndIncrement(); round < rounds; round = next.getAndIncrement()) {
                calls.round(round).forEach((id, call) -> taken.addAndGet(judge(id, call).successful() ? 1 : 0));
            }
        }, Thread::startVirtualThread)).toArray(CompletableFuture[]::new)).join();

        assertThat(tally.inputs()).isGreaterThanOrEqualTo(FEWEST);
        assertThat(taken).as("calls that were taken").hasValueGreaterThanOrEqualTo(5 * rounds);
        mark();
        assertThat(found()).isEmpty();
        tally.verify();
    }

    /** A refusal says nothing of what it refuses. */
    private static Reply judge(String id, Call call) {
        var reply = tally.send(id, () -> target.send(call));
        if (!reply.successful()) {
            var whole = (reply.headers() + "\n" + reply.text() + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (refusals) {
                refusals.writeBytes(whole);
            }
            if (!new ByteScan(List.of(CANARY, TEXT)).find(whole, id).isEmpty()) {
                tally.acceptedWrongly(id, "the refusal says it: " + reply.headers() + reply);
            }
        }
        return reply;
    }

    private static void sendLetters() {
        var fact = Json.object().put("id", LETTER).put("type", LETTER).put("version", 1).put("at", LETTER)
                .put("tenant_id", LETTER).put("asset_id", LETTER).put("correlation_id", LETTER);
        fact.putObject("data").put("token", LETTER);
        var dated = fact.deepCopy().put("at", "2026-03-01T12:00:00Z");
        var known = dated.deepCopy().put("tenant_id", TENANT).put("asset_id", Thing.ASSET.missing());
        for (var function : target.edition().local().runtime().template().functions()) {
            for (var source : function.events(QueueSource.class)) {
                for (var body : List.of(LETTER, "{\"Records\": " + LETTER, Json.text(fact), Json.text(dated),
                        Json.text(known), Json.text(known.deepCopy().put("type", "StepRequested")))) {
                    target.sqs().sendMessage(send -> send.queueUrl(queue(source.queueName())).messageBody(body));
                }
            }
        }
    }

    private static String queue(String name) {
        return target.edition().local().cloud().endpoints().sqs() + "/" + ACCOUNT + "/" + name;
    }

    /** An endpoint where nobody answers, so that every delivery fails; its secrets are looked for. */
    private static String endpoint(String signing) {
        var made = target.send(Call.of("POST", "/v1/webhook-endpoints").bearer(token).key(CANARY + "-hook-" + signing)
                .json(Json.object().put("url", "http://127.0.0.1:9/" + CANARY).put("signing", signing)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        keep(made);
        var id = made.json().path("id").asText();
        var rotated = target.send(Call.of("POST", "/v1/webhook-endpoints/" + id + "/rotate-secret").bearer(token)
                .key(CANARY + "-rotate").json(Json.object()));
        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
        keep(rotated);
        assertThat(target.send(Call.of("POST", "/v1/webhook-endpoints/" + id + "/test").bearer(token)
                .key(CANARY + "-test").json(Json.object())).status()).isEqualTo(202);
        return id;
    }

    private static void keep(Reply reply) {
        Optional.ofNullable(reply.json().path("secret").textValue()).ifPresent(secret -> {
            secrets.add(secret);
            keys.add(Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1)));
        });
    }

    private static String asset() throws IOException {
        var clip = target.clips().landscape("clip.mp4", "320x180", 1);
        var api = new ApiClient(target.edition().local().api(), () -> token);
        var id = new FileUploader(api).upload(Files.copy(clip, clip.resolveSibling(CANARY + ".mp4")),
                RunChoice.of("stream", "educational", "en", Optional.of("Hello " + TEXT)), _ -> {})
                .path("asset_id").asText();
        await().atMost(Duration.ofMinutes(2)).until(() -> target.send(Call.of("GET", "/v1/assets/" + id).bearer(token))
                .json().path("state").asText().startsWith("ready"));
        return id;
    }

    /** Somebody of the tenant whose erasure is on its way while the others call. */
    private static void erase() {
        var subject = CANARY + "-erased";
        var theirs = Call.of("POST", "/v1/uploads").bearer(token(subject)).key(CANARY + "-theirs")
                .json(Bodies.upload().put("filename", CANARY + ".mp4"));
        assertThat(target.send(theirs).status()).isEqualTo(201);
        var asked = target.send(Call.of("POST", "/v1/privacy/erasures").bearer(token).key(CANARY + "-erasure")
                .json(Json.object().put("subject", subject)));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
    }

    /** The scan sees a mark in every place before it may say that there is nothing else. */
    private static void mark() {
        target.mongo().getDatabase("crealia").getCollection("marks").insertOne(new Document("_id", MARK));
        target.mongo().getDatabase("crealia_keys").getCollection("marks").insertOne(new Document("_id", MARK));
        target.sqs().sendMessage(send -> send.queueUrl(queue("crealia-local-workflow-facts-dlq")).messageBody(MARK));
        target.s3().putObject(put -> put.bucket("crealia-local-media").key("marks/mark"),
                RequestBody.fromString(MARK));
        Log.of(CanaryTest.class).info("a mark", LogField.DETAIL.of(MARK));
        var redis = target.edition().local().cloud().endpoints().redisUri();
        try (var client = new Jedis(redis)) {
            client.set("mark", MARK);
        }
        await("the mark is in every place").atMost(PATIENCE).untilAsserted(() -> {
            var seen = scan(new ByteScan(List.of(MARK)));
            assertThat(PLACES)
                    .allSatisfy(place -> assertThat(seen).anyMatch(line -> line.contains(": " + place)));
        });
    }

    private static List<String> found() {
        var all = new ByteScan(secrets);
        keys.forEach(key -> all.and("a webhook's key", key));
        var found = new ArrayList<>(scan(all));
        scan(new ByteScan(List.of(TEXT))).stream().filter(line -> !line.contains(": cloud/s3/")).forEach(found::add);
        scan(new ByteScan(List.of(LETTER))).stream().filter(line -> !line.contains(": cloud/sqs/"))
                .forEach(found::add);
        return found;
    }

    private static List<String> scan(ByteScan scan) {
        var found = new ArrayList<>(scan.find(target.home()));
        found.addAll(scan.find(RedisDump.of(target.edition().local().cloud().endpoints().redisUri()), "redis"));
        synchronized (refusals) {
            found.addAll(scan.find(refusals.toByteArray(), "refusals"));
        }
        return found;
    }

    /** The scan sees each form of what it shall not find. */
    @Test
    void scan_eachForm_isFound() {
        var utf8 = CANARY.getBytes(StandardCharsets.UTF_8);
        var scan = new ByteScan(List.of(CANARY));
        assertThat(scan.find(("before" + CANARY + "after").getBytes(StandardCharsets.UTF_8), "plain")).isNotEmpty();
        assertThat(scan.find(CANARY.getBytes(StandardCharsets.UTF_16LE), "UTF-16LE")).isNotEmpty();
        assertThat(scan.find(CANARY.getBytes(StandardCharsets.UTF_16BE), "UTF-16BE")).isNotEmpty();
        assertThat(scan.find(ascii(HexFormat.of().formatHex(utf8)), "hex")).isNotEmpty();
        for (int shift = 0; shift < 3; shift++) {
            var text = ("x".repeat(shift) + CANARY + "yz").getBytes(StandardCharsets.UTF_8);
            assertThat(scan.find(Base64.getEncoder().encode(text), "base64")).isNotEmpty();
            assertThat(scan.find(Base64.getUrlEncoder().encode(text), "base64url")).isNotEmpty();
        }
        assertThat(scan.find(ascii(CANARY.substring(1)), "another text")).isEmpty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
