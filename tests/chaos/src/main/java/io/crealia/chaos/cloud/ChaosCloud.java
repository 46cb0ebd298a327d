package io.crealia.chaos.cloud;

import io.crealia.chaos.app.AppPlan;
import io.crealia.chaos.proxy.FaultyProxy;
import io.crealia.chaos.proxy.HttpProtocol;
import io.crealia.chaos.proxy.MongoProtocol;
import io.crealia.chaos.proxy.Operations;
import io.crealia.chaos.proxy.Protocol;
import io.crealia.chaos.proxy.RedisProtocol;
import io.crealia.local.cli.AiEnvironment;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.TokenRequest;
import io.crealia.local.lambda.CloudAccess;
import io.crealia.local.lambda.EmbeddedCloudControl;
import io.crealia.local.lambda.LocalRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The embedded cloud with a faulty line before each of its stores, a transcoder that is mostly recorded, and a receiver. */
public final class ChaosCloud implements AutoCloseable {
    private static final String AUDIENCE = "crealia-api";
    private static final List<String> SCOPES = List.of("uploads:read", "uploads:write", "workflows:read",
            "workflows:write", "assets:read", "assets:write", "webhooks:read", "webhooks:write");
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final String RATES = "20000/40000";
    private static final int KEY_BYTES = 32;
    private static final String ATTEMPT = "/transcode/1/";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final EmbeddedCloud cloud;
    private final Stores stores;
    private final Transcoder transcoder;
    private final Receiver receiver;
    private final Map<Long, Recording> recordings = new ConcurrentHashMap<>();
    private final Map<String, FaultyProxy> proxies = new HashMap<>();
    private final AppPlan plan;

    /**
     * @param root the project, which holds {@code template.yaml}
     * @param home the data folder
     * @param kills each may cost a message one receive
     * @param fate decides over the lines
     */
    public ChaosCloud(Path root, Path home, int kills, Fate fate) throws IOException {
        try {
            var settings = CloudSettings.inDirectory(home.resolve("cloud")).withAudience(AUDIENCE);
            cloud = opened(EmbeddedCloud.start(settings));
            var at = cloud.endpoints();
            stores = opened(new Stores(at));
            transcoder = opened(new Transcoder(at.mediaConvert(), stores.s3(),
                    size -> Optional.ofNullable(recordings.get(size)), cloud::put));
            receiver = opened(new Receiver());
            line("s3", address(at.s3()), new HttpProtocol(head -> Operations.s3(head, Stores.INCOMING)), fate);
            line("sqs", address(at.sqs()), new HttpProtocol(Operations::sqs), fate);
            line("mongo", address(at.mongoUri()), new MongoProtocol(), fate);
            line("redis", address(at.redisUri()), new RedisProtocol(), fate);
            line("mediaconvert", transcoder.address(), new HttpProtocol(Operations::mediaConvert), fate);
            line("ai", address(at.ai()), new HttpProtocol(Operations::ai), fate);
            line("webhook", receiver.address(), new HttpProtocol(Operations::webhook), fate);
            var control = new EmbeddedCloudControl(cloud, settings.account());
            plan = plan(root, settings.account());
            LocalRuntime.provide(plan.settings(), new PatientControl(control, kills));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void line(String name, InetSocketAddress target, Protocol protocol, Fate fate) {
        proxies.put(name, opened(FaultyProxy.start(target, protocol, fate, FaultyProxy.Weather.USUAL)));
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
    }

    private AppPlan plan(Path root, String account) {
        var at = cloud.endpoints();
        var api = freePort();
        var environment = new HashMap<String, String>();
        environment.put("CREALIA_MONGO_URI", "mongodb://127.0.0.1:" + proxies.get("mongo").port());
        environment.put("CREALIA_REDIS_URI", "redis://127.0.0.1:" + proxies.get("redis").port());
        environment.put("CREALIA_AUTH_ISSUER", at.issuer().toString());
        environment.put("CREALIA_AUTH_AUDIENCE", AUDIENCE);
        environment.put("CREALIA_AUTH_JWKS_URI", at.jwksUri().toString());
        environment.put("CREALIA_PLAYBACK_KEY", key());
        environment.put("CREALIA_PRIVACY_KEY", key());
        environment.put("CREALIA_PLAYBACK_BASE_URL", "http://127.0.0.1:" + api);
        for (var limit : List.of("READ", "LIST", "WRITE", "CREATE", "PRIVACY", "PLAY")) {
            environment.put("CREALIA_LIMIT_" + limit, RATES);
        }
        environment.put("CREALIA_WEBHOOKS_ALLOW_LOOPBACK", "true");
        environment.putAll(AiEnvironment.of(http("ai"), at.aiKey(), Map.of()));
        environment.putAll(Pace.ENVIRONMENT);
        var access = new CloudAccess(at.region(), account, at.accessKeyId(), at.secretAccessKey(), http("s3"),
                http("sqs"), Optional.of(http("mediaconvert")));
        return new AppPlan(root.resolve("template.yaml"), api, access, environment, Pace.VISIBILITY, Pace.RATES);
    }

    private URI http(String line) {
        return URI.create("http://127.0.0.1:" + proxies.get(line).port());
    }

    // Protects nothing: the data live for one run.
    private static String key() {
        var key = new byte[KEY_BYTES];
        new Random().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** What the application is started with. */
    public AppPlan plan() {
        return plan;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + plan.apiPort());
    }

    public Stores stores() {
        return stores;
    }

    public Transcoder transcoder() {
        return transcoder;
    }

    public Receiver receiver() {
        return receiver;
    }

    /** A token of the local issuer. */
    public String token(String tenant) {
        return cloud.issueToken(new TokenRequest("creator-of-" + tenant, tenant, SCOPES, LIFETIME));
    }

    /** Where a tenant's endpoint is, behind a faulty line. */
    public URI webhook(String tenant) {
        return http("webhook").resolve("/" + tenant);
    }

    /** Sources of this size are transcoded by writing that again. */
    public void recorded(long size, Recording recording) {
        recordings.put(size, recording);
    }

    /** What the transcoder made of an asset's first attempt. */
    public Recording record(String tenant, String asset) {
        var outputs = new HashMap<String, byte[]>();
        for (var key : stores.objects(Stores.MEDIA, tenant + "/" + asset + "/").keySet()) {
            var at = key.indexOf(ATTEMPT);
            if (at > 0 && !key.endsWith("/result.json")) {
                outputs.put(key.substring(at + ATTEMPT.length()),
                        stores.s3().getObjectAsBytes(get -> get.bucket(Stores.MEDIA).key(key)).asByteArray());
            }
        }
        return new Recording(outputs);
    }

    /** What is under way now. */
    public InFlight inFlight(int uploads) {
        var jobs = stores.database().getCollection("transcoding_jobs").countDocuments(new Document("state",
                new Document("$in", List.of("CLAIMED", "SUBMITTED"))));
        return new InFlight(uploads, (int) jobs,
                proxies.get("ai").inFlight(operation -> !operation.equals("ai.other")),
                proxies.get("webhook").inFlight(_ -> true));
    }

    /**
     * What is under way at a moment.
     *
     * @param uploads started and not wholly in the store
     * @param transcodes jobs that were claimed and have no end
     * @param ai calls without an answer
     * @param webhooks posts without an answer
     */
    public record InFlight(int uploads, int transcodes, int ai, int webhooks) {}

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("the cloud did not stop cleanly: " + e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
