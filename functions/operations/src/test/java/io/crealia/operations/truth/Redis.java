package io.crealia.operations.truth;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.operations.adapter.RedisMetricTotals;
import io.crealia.operations.usecase.MeasureQueues;
import io.crealia.operations.usecase.PushMetrics;
import io.crealia.operations.port.PushTarget;
import io.crealia.operations.port.RunBacklog;
import io.crealia.platform.store.RedisConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The embedded Redis, and exporters that read it. */
final class Redis implements AutoCloseable {
    private final EmbeddedCloud cloud;
    final RedisConnection connection;

    Redis(Path folder) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(folder).only(Service.REDIS));
        connection = connect();
        connection.ping();
    }

    int port() {
        return cloud.endpoints().redisUri().getPort();
    }

    private RedisConnection connect() {
        return new RedisConnection(() -> cloud.endpoints().redisUri().toString());
    }

    /** Loses everything, as a server without a disk that is started again. */
    void lose() {
        connection.read(RedisConnection.Script.of("redis.call('FLUSHALL') return {1}"), "all", List.of(),
                Duration.ofSeconds(5));
    }

    /** A new exporter, as after a restart. */
    PushMetrics exporter(PushTarget target) {
        var totals = new RedisMetricTotals(connection);
        return new PushMetrics(totals, new MeasureQueues(_ -> Optional.empty(), totals, InstantSource.system()),
                new RunBacklog() {
                    @Override
                    public long open() {
                        return 0;
                    }

                    @Override
                    public Duration oldestOverdue(Instant now) {
                        return Duration.ZERO;
                    }
                }, target, InstantSource.system());
    }

    @Override
    public void close() {
        connection.close();
        cloud.close();
    }
}
