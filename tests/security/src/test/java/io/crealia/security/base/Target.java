package io.crealia.security.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.crealia.e2e.Clips;
import io.crealia.e2e.Edition;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.local.cli.DeveloperToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The local edition under attack. Test classes ask for it as a parameter ({@link SharedEdition}). */
public final class Target implements AutoCloseable {
    /** Whose resources are attacked: the developer's own tenant. */
    public static final String OWNER = DeveloperToken.TENANT;
    public static final String STRANGER = "mallory";

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Path home;
    private final Edition edition;
    private final Http http;
    private final MongoClient mongo;
    private final S3Client s3;
    private final SqsClient sqs;
    private JsonNode readyAsset;
    private Clips clips;

    /** A target of its own, for tests that need other settings. Close it. */
    public Target(Path home, Map<String, String> overrides) {
        this.home = home;
        this.edition = Edition.start(home.resolve("home"), overrides);
        this.http = new Http(edition.local().api());
        var endpoints = edition.local().cloud().endpoints();
        this.mongo = MongoClients.create(endpoints.mongoUri().toString());
        var credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey()));
        this.s3 = S3Client.builder().endpointOverride(endpoints.s3()).region(Region.of(endpoints.region()))
                .credentialsProvider(credentials).forcePathStyle(true).httpClient(UrlConnectionHttpClient.create())
                .build();
        this.sqs = SqsClient.builder().endpointOverride(endpoints.sqs()).region(Region.of(endpoints.region()))
                .credentialsProvider(credentials).httpClient(UrlConnectionHttpClient.create()).build();
    }

    public Edition edition() {
        return edition;
    }

    public Http http() {
        return http;
    }

    public MongoClient mongo() {
        return mongo;
    }

    public S3Client s3() {
        return s3;
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** Where the edition keeps everything: stores, queues, work folders. */
    public Path home() {
        return home.resolve("home");
    }

    /** The owner's token with every scope. */
    public String token() {
        return token(OWNER, DeveloperToken.SCOPES);
    }

    /** A stranger's token with every scope. */
    public String strangersToken() {
        return token(STRANGER, DeveloperToken.SCOPES);
    }

    public String token(String tenant, List<String> scopes) {
        return token("user-of-" + tenant, tenant, scopes, Duration.ofHours(1));
    }

    public String token(String subject, String tenant, List<String> scopes, Duration life) {
        return edition.local().cloud().issueToken(new TokenRequest(subject, tenant, scopes, life));
    }

    public Reply send(Call call) {
        return http.send(call);
    }

    /** A call with the owner's token, and a fresh idempotency key where it is a POST. */
    public Call call(String method, String target) {
        var call = Call.of(method, target).bearer(token());
        return method.equals("POST") ? call.key(UUID.randomUUID().toString()) : call;
    }

    /** The state once nothing works on any more: the same twice in a row. */
    public State state() {
        var seen = new AtomicReference<>(stateNow());
        return Awaitility.await("the edition comes to rest").atMost(REST).pollDelay(PAUSE).pollInterval(PAUSE)
                .until(() -> {
                    var now = stateNow();
                    return now.equals(seen.getAndSet(now)) ? Optional.of(now) : Optional.<State>empty();
                }, Optional::isPresent).orElseThrow();
    }

    public State stateNow() {
        return State.of(mongo, s3);
    }

    public synchronized Clips clips() {
        if (clips == null) {
            try {
                clips = new Clips(Files.createDirectories(home.resolve("clips")),
                        home().resolve("cloud/mediaconvert/ffmpeg"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return clips;
    }

    /** An asset of the owner that is ready and plays; processed once per JVM. */
    public synchronized JsonNode readyAsset() {
        if (readyAsset == null) {
            readyAsset = edition.process(clips().landscape("ready.mp4", "416x234", 1));
        }
        return readyAsset;
    }

    @Override
    public void close() {
        mongo.close();
        s3.close();
        sqs.close();
        edition.close();
        try (var files = Files.walk(home)) {
            for (var file : new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
