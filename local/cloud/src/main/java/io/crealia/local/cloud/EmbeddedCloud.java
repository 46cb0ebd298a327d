package io.crealia.local.cloud;

import io.crealia.local.cloud.issuer.TokenIssuer;
import io.crealia.local.cloud.mongo.MongoService;
import io.crealia.local.cloud.redis.RedisService;
import io.crealia.local.cloud.s3.S3Service;
import io.crealia.local.cloud.sqs.Queues;
import io.crealia.local.cloud.sqs.SqsService;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Real servers on 127.0.0.1 for the functions to talk to, in this JVM: S3, SQS, MongoDB, Redis, MediaConvert and a token
 * issuer. Data and generated credentials stay in the data directory, so a later start continues where this one ended.
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

    private EmbeddedCloud(CloudSettings settings, Endpoints endpoints, DataDirectoryLock lock) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.lock = lock;
        this.servers = new Servers();
        this.queues = new Queues(endpoints, settings.account());
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
            Listening listening = Listening.choose(settings);
            Credentials credentials = settings.credentials()
                    .orElseGet(() -> KeptCredentials.in(settings.dataDirectory()));
            Endpoints endpoints = Endpoints.of(listening, credentials, settings.region());
            var cloud = new EmbeddedCloud(settings, endpoints, lock);
            cloud.servers.start(settings.services(), service -> cloud.starter(service, listening));
            return cloud;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Callable<Running> starter(Service service, Listening listening) {
        Path data = settings.dataDirectory();
        int port = listening.port(service);
        return switch (service) {
            case S3 -> () -> S3Service.start(data.resolve("s3"), port, endpoints.credentials(),
                    settings.corsOrigins(), event -> {});
            case SQS -> () -> SqsService.start(data.resolve("sqs"), port, settings.region(), settings.account());
            case MONGO -> () -> MongoService.start(data.resolve("mongo"), port);
            case REDIS -> () -> RedisService.start(data.resolve("redis"), port);
            case ISSUER -> () -> TokenIssuer.start(data.resolve("issuer"), port, settings.audience(),
                    settings.clock());
            case MEDIACONVERT -> throw new CloudStartException("MEDIACONVERT is not part of this build");
        };
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

    /**
     * Makes sure that the queue exists with these attributes; its messages stay.
     *
     * @return the queue URL
     */
    public URI createQueue(QueueSpec spec) {
        return queues.create(spec);
    }

    /** An access token of {@link Endpoints#issuer()} for {@link CloudSettings#audience()}, signed with RS256. */
    public String issueToken(TokenRequest request) {
        return servers.running(Service.ISSUER, TokenIssuer.class).issue(request);
    }

    /** Ends all servers, the last started first, and frees the data directory. A second call does nothing. */
    @Override
    public void close() {
        try (lock; queues) {
            servers.close();
        }
    }
}
