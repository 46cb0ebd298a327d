package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.RedisConnection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script on a real Redis. */
final class RedisBucketsTest {
    private static EmbeddedCloud cloud;
    private static RedisClient client;
    private static RedisCommands<String, String> commands;
    private static RedisConnection redis;
    private static RedisBuckets buckets;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.REDIS));
        client = RedisClient.create(cloud.endpoints().redisUri().toString());
        commands = client.connect().sync();
        redis = new RedisConnection(() -> cloud.endpoints().redisUri().toString());
        buckets = connected(redis);
    }

    @AfterAll
    static void stop() {
        redis.close();
        client.shutdown();
        cloud.close();
    }

    private static RedisBuckets connected(RedisConnection redis) {
        var buckets = new RedisBuckets(redis, new Breaker(Runnable::run, System::nanoTime));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> buckets.take("warm", new Rate(10, 1_000_000), 1).isPresent());
        return buckets;
    }

    /** The server's time follows from what it keeps, so that its answers can be compared with ours to the microsecond. */
    @Test
    void take_randomRequests_isTheArithmeticOfJava() {
        var random = new SplittableRandom(42);
        var compared = 0;
        for (int round = 0; round < 40; round++) {
            var rate = new Rate(random.nextLong(10, 60_000), random.nextInt(1, 8));
            var key = "same:" + round;
            for (int i = 0; i < 40; i++) {
                var before = Optional.ofNullable(commands.get(key)).map(Long::parseLong).orElse(0L);
                var weight = random.nextInt(1, rate.burst() + 1);
                var taken = buckets.take(key, rate, weight);
                var after = Optional.ofNullable(commands.get(key)).map(Long::parseLong);
                if (taken.isEmpty() || after.isEmpty()) {
                    // Too late an answer, or a bucket that was full again before we looked.
                    continue;
                }
                var now = after.get() - taken.get().reset();
                var expected = Gcra.take(before, now, rate, weight);
                assertThat(taken.get()).usingRecursiveComparison().ignoringFields("full").isEqualTo(expected);
                assertThat(after).contains(expected.full());
                compared++;
            }
        }
        assertThat(compared).as("answers compared").isGreaterThan(800);
    }

    @Test
    void take_manyAtOnce_letsNoMoreThroughThanTheRate() throws InterruptedException {
        var rate = new Rate(10_000, 50);
        var allowed = new AtomicInteger();
        var asked = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int t = 0; t < 16; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 200; i++) {
                        buckets.take("many", rate, 1).ifPresent(taken -> {
                            asked.incrementAndGet();
                            allowed.addAndGet(taken.allowed() ? 1 : 0);
                        });
                    }
                });
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - start);

        assertThat(asked.get()).isGreaterThan(1000);
        assertThat((long) allowed.get()).isBetween(50L, 51 + elapsed.toMillis() / 10);
    }

    @Test
    void take_key_expiresWhenTheBucketIsFull() {
        buckets.take("expiring", new Rate(1_000_000, 10), 3);

        assertThat(commands.pttl("expiring")).isBetween(1L, 3000L);
    }

    @Test
    void take_serverLostTheScript_sendsItAgain() {
        commands.scriptFlush();

        assertThat(buckets.take("forgotten", new Rate(1_000_000, 10), 1)).get()
                .satisfies(taken -> assertThat(taken.remaining()).isEqualTo(9));
    }

    @Test
    void take_keyHoldsSomethingElse_isNoAnswer() {
        commands.lpush("list", "x");

        assertThat(buckets.take("list", new Rate(1_000_000, 10), 1)).isEmpty();
        assertThat(buckets.take("after", new Rate(1_000_000, 10), 1)).isPresent();
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
