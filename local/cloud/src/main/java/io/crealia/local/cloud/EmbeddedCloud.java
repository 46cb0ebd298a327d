package io.crealia.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.ai.AiServer;
import io.crealia.local.cloud.events.BusEvent;
import io.crealia.local.cloud.events.EventBus;
import io.crealia.local.cloud.issuer.TokenIssuer;
import io.crealia.local.cloud.mongo.MongoService;
import io.crealia.local.cloud.redis.RedisService;
import io.crealia.local.cloud.s3.S3Notifications;
import io.crealia.local.cloud.s3.S3Service;
import io.crealia.local.cloud.sqs.Queues;
import io.crealia.local.cloud.sqs.SqsService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Real servers on 127.0.0.1 for the functions to talk to, in this JVM: S3, SQS, MongoDB, Redis, MediaConvert, a token
 * issuer and an OpenAI-compatible AI. Data and generated credentials stay in the data directory, so a later start continues where this one ended.
 *
 * <pre>{@code
 * try (var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(tempDir))) {
 *     cloud.createBucket("crealia-local-incoming");
 *     cloud.createQueue(QueueSpec.named("crealia-local-upload-events-dlq"));
 *     URI queue = cloud.createQueue(QueueSpec.named("crealia-local-upload-events").withRedrive("crealia-local-upload-events-dlq", 5));
 *     URI s3 = cloud.endpoints().s3(); // path style, cloud.endpoints().accessKeyId() ...
 * }
 * }</pre>
 *
 * {@code CloudSettings.inDirectory(dir).only(Service.MONGO)} starts a subset. Thread-safe.
 */
public final class EmbeddedCloud implements AutoCloseable {

    private final CloudSettings settings;
    private final Endpoints endpoints;
    private final DataDirectoryLock lock;
    private final Servers servers;
    private final Queues queues;
    private final S3Notifications notifications;
    private final EventBus bus;

    private EmbeddedCloud(CloudSettings settings, Endpoints endpoints, DataDirectoryLock lock) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.lock = lock;
        this.servers = new Servers();
        this.queues = new Queues(endpoints, settings.account());
        this.notifications = new S3Notifications(settings.dataDirectory().resolve("s3").resolve("events"),
                settings.region(), settings.account(), queues, settings.clock());
        this.bus = new EventBus(settings.dataDirectory().resolve("events"), settings.region(), settings.account(),
                queues, settings.clock());
    }

    /**
     * Starts the servers at the same time and returns when all of them answer.
     *
     * @throws PortInUseException when a port that was asked for is taken
     * @throws CloudStartException when the data directory is in use, or a server does not start; nothing keeps running
     */
    public static EmbeddedCloud start(CloudSettings settings) {
        DataDirectoryLock lock = DataDirectoryLock.acquire(settings.dataDirectory());
        try {
            endLeftOver(settings);
            Listening listening = Listening.choose(settings);
            Credentials credentials = settings.credentials()
                    .orElseGet(() -> KeptCredentials.in(settings.dataDirectory()));
            Endpoints endpoints = Endpoints.of(listening, credentials, settings.region());
            var cloud = new EmbeddedCloud(settings, endpoints, lock);
            cloud.startServers(listening);
            return cloud;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Before ports are looked at: a Redis that outlived its JVM holds the one that is wanted. */
    private static void endLeftOver(CloudSettings settings) {
        try {
            RedisService.endLeftOver(settings.dataDirectory().resolve("redis"));
        } catch (IOException e) {
            throw new CloudStartException("What a killed edition left cannot be ended: " + e.getMessage(), e);
        }
    }

    /** MediaConvert comes last: at once it takes up jobs that an earlier process left, and needs S3 and SQS for them. */
    private void startServers(Listening listening) {
        var first = EnumSet.copyOf(settings.services());
        boolean mediaConvert = first.remove(Service.MEDIACONVERT);
        servers.start(first, service -> starter(service, listening));
        if (first.contains(Service.SQS)) {
            notifications.resume();
        }
        if (mediaConvert) {
            servers.start(EnumSet.of(Service.MEDIACONVERT), service -> starter(service, listening));
        }
    }

    private Callable<Running> starter(Service service, Listening listening) {
        Path data = settings.dataDirectory();
        int port = listening.port(service);
        return switch (service) {
            case S3 -> () -> S3Service.start(data.resolve("s3"), port, endpoints.credentials(),
                    settings.corsOrigins(), notifications);
            case SQS -> () -> SqsService.start(data.resolve("sqs"), port, settings.region(), settings.account(),
                    settings.clock());
            case MONGO -> () -> MongoService.start(data.resolve("mongo"), port);
            case REDIS -> () -> RedisService.start(data.resolve("redis"), port);
            case ISSUER -> () -> TokenIssuer.start(data.resolve("issuer"), port, settings.audience(),
                    settings.clock());
            case AI -> () -> AiServer.start(port, endpoints.aiKey(), settings.clock());
            case MEDIACONVERT -> () -> MediaConvertService.start(settings, endpoints, port, bus);
        };
    }

    public CloudSettings settings() {
        return settings;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** One line per server that runs, in the order of {@link Service}. */
    public List<ServiceStatus> status() {
        return servers.status();
    }

    /** Makes sure that the bucket exists. */
    public void createBucket(String name) {
        servers.running(Service.S3, S3Service.class).createBucket(name);
    }

    /** Makes sure that MediaConvert has the queue. */
    public void createTranscodeQueue(String name) {
        servers.running(Service.MEDIACONVERT, MediaConvertService.class).createQueue(name);
    }

    /**
     * Makes sure that the queue exists with these attributes; its messages stay.
     *
     * @return the queue URL
     */
    public URI createQueue(QueueSpec spec) {
        SqsService sqs = servers.running(Service.SQS, SqsService.class);
        URI url = queues.create(spec);
        sqs.retain(spec.name(), spec.retention());
        return url;
    }

    /**
     * Sends S3 event notifications of a bucket to a queue from now on, also after a restart, and, where that is new, one
     * {@code s3:TestEvent} at once, as S3 does.
     *
     * @param eventPattern such as {@code s3:ObjectCreated:*} or {@code s3:ObjectRemoved:Delete}
     * @throws IllegalArgumentException when there is no such bucket, or the pattern is not one of S3's
     */
    public void notifyQueue(String bucket, String eventPattern, URI queueUrl) {
        if (!servers.running(Service.S3, S3Service.class).bucketExists(bucket)) {
            throw new IllegalArgumentException("bucket " + bucket + " does not exist: create it first");
        }
        notifications.register(bucket, eventPattern, queues.name(queueUrl));
    }

    /**
     * Adds an EventBridge rule, or replaces the one of this name. It stays after a restart.
     *
     * @param eventPattern literals, {@code prefix}, {@code exists} and {@code anything-but}; other operators are refused
     */
    public void rule(String name, JsonNode eventPattern, URI queueUrl) {
        bus.rule(name, eventPattern, queues.name(queueUrl));
    }

    /** Puts an event on the EventBridge bus and returns its id once every matching queue has it. */
    public String put(BusEvent event) {
        return bus.put(event);
    }

    /** An access token of {@link Endpoints#issuer()} for {@link CloudSettings#audience()}, signed with RS256. */
    public String issueToken(TokenRequest request) {
        return servers.running(Service.ISSUER, TokenIssuer.class).issue(request);
    }

    /** Ends all servers, the last started first, and frees the data directory. A second call does nothing. */
    @Override
    public void close() {
        try (lock; queues; notifications) {
            servers.close();
        }
    }
}
