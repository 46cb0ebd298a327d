package io.crealia.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.platform.store.RedisConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The script on a Redis, whoever built it. */
abstract class RedisBucketsContract {
    private static Jedis commands;
    private static RedisConnection redis;
    private static RedisBuckets buckets;

    static void connect(URI uri) {
        commands = new Jedis(uri);
        redis = new RedisConnection(uri::toString);
        buckets = connected(redis);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        commands.close();
    }

    private static RedisBuckets connected(RedisConnection redis) {
        var buckets = new RedisBuckets(redis, new Breaker(Runnable::run, System::nanoTime));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> buckets.take("warm", new Rate(10, 1_000_000), 1).isPresent());
        return buckets;
    }

    /** An answer, also where a busy machine makes some come too late. */
    private static Gcra.Taken answered(String key, Rate rate, int weight) {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            var taken = buckets.take(key, rate, weight);
            if (taken.isPresent()) {
                return taken.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("Redis gave no answer in time");
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
                    answered("between", rate, 0);
                    continue;
                }
                var now = after.get() - taken.get().reset();
                var expected = Gcra.take(before, now, rate, weight);
                assertThat(taken.get()).usingRecursiveComparison().ignoringFields("full").isEqualTo(expected);
                assertThat(after).contains(expected.full());
                compared++;
            }
        }
        assertThat(compared).as("answers compared").isGreaterThan(400);
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
                    for (int i = 0; i < 100; i++) {
                        allowed.addAndGet(answered("many", rate, 1).allowed() ? 1 : 0);
                        asked.incrementAndGet();
                    }
                });
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - start);

        assertThat(asked).hasValue(1600);
        // What was allowed but answered too late counts in Redis, not here.
        assertThat((long) allowed.get()).isBetween(20L, 51 + elapsed.toMillis() / 10);
    }

    @Test
    void take_key_expiresWhenTheBucketIsFull() {
        answered("expiring", new Rate(60_000_000, 10), 3);

        assertThat(commands.pttl("expiring")).isBetween(60_000L, 600_000L);
    }

    @Test
    void take_serverLostTheScript_sendsItAgain() {
        commands.scriptFlush();

        assertThat(answered("forgotten", new Rate(1_000_000, 10), 1).allowed()).isTrue();
    }

    @Test
    void take_keyHoldsSomethingElse_isNoAnswer() {
        commands.lpush("list", "x");

        assertThat(buckets.take("list", new Rate(1_000_000, 10), 1)).isEmpty();
        assertThat(answered("after", new Rate(1_000_000, 10), 1).allowed()).isTrue();
    }
}
