package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis of the local edition, and none. */
final class RedisBucketsTest extends RedisBucketsContract {
    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.REDIS));
        connect(cloud.endpoints().redisUri());
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    /** Each request would wait 25 ms, 5,000 of them two minutes. */
    @Test
    void take_serverFrozen_costsAFewRequestsALittleAndThenNothing() throws IOException, InterruptedException {
        try (var connection = new RedisConnection(() -> cloud.endpoints().redisUri().toString())) {
            var rate = new Rate(10, 1_000_000);
            var ours = new RedisBuckets(connection, new Breaker(Thread::startVirtualThread, System::nanoTime));
            await().atMost(Duration.ofSeconds(60)).until(() -> ours.take("frozen", rate, 1).isPresent());
            var pid = Files.readString(directory.resolve("redis/redis.pid")).strip();

            signal("STOP", pid);
            var start = System.nanoTime();
            try {
                for (int i = 0; i < 5_000; i++) {
                    assertThat(ours.take("frozen", rate, 1)).isEmpty();
                }
            } finally {
                signal("CONT", pid);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
            await("back in Redis").atMost(Duration.ofSeconds(60))
                    .until(() -> ours.take("frozen", rate, 1).isPresent());
        }
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void take_noServer_neverWaits() {
        try (var away = new RedisConnection(() -> "redis://127.0.0.1:1")) {
            var probes = new AtomicInteger();
            var buckets = new RedisBuckets(away, new Breaker(_ -> probes.incrementAndGet(), System::nanoTime));
            var start = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                assertThat(buckets.take("away", new Rate(1, 1), 1)).isEmpty();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(probes).hasValue(1);
        }
    }
}
