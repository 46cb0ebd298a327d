package io.crealia.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.error.DependencyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the connections live through a SnapStart checkpoint and through servers that are away. */
final class ConnectionsTest {
    private static EmbeddedCloud cloud;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO, Service.REDIS));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static MongoConnection mongo() {
        return new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
    }

    private static RedisConnection redis() {
        return new RedisConnection(() -> cloud.endpoints().redisUri().toString());
    }

    @Test
    void mongo_beforeFirstUse_asksForNoSecret() {
        var asked = new AtomicInteger();
        try (var mongo = new MongoConnection(() -> {
            asked.incrementAndGet();
            return cloud.endpoints().mongoUri().toString();
        }, "test")) {
            var store = mongo.collection("lazy");
            assertThat(asked).hasValue(0);

            store.insert(new Document("_id", "a"));
            mongo.ping();
            assertThat(asked).hasValue(1);
        }
    }

    /** A collection that a repository holds must work after the restore as well. */
    @Test
    void mongo_checkpointAndRestore_worksWithTheSameCollection() {
        try (var mongo = mongo()) {
            var store = mongo.collection("snap");
            store.insert(new Document("_id", "a"));

            mongo.beforeCheckpoint(null);
            await("monitors of the closed client end").atMost(Duration.ofSeconds(20))
                    .until(() -> threads("cluster-") == 0);
            mongo.afterRestore(null);

            assertThat(store.find("a")).isPresent();
            mongo.ping();
        }
    }

    @Test
    void mongo_checkpointWithoutAnyUse_isFine() {
        try (var mongo = mongo()) {
            mongo.beforeCheckpoint(null);
            mongo.afterRestore(null);
            mongo.ping();
        }
    }

    @Test
    void mongo_away_pingIsDependencyFailure() {
        try (var mongo = new MongoConnection(() -> "mongodb://127.0.0.1:1", "test")) {
            assertThatThrownBy(mongo::ping).isInstanceOf(DependencyException.class);
        }
    }

    @Test
    void redis_there_answers() {
        try (var redis = redis()) {
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);
        }
    }

    @Test
    void redis_checkpointAndRestore_answersAgain() {
        try (var redis = redis()) {
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);

            redis.beforeCheckpoint(null);
            redis.afterRestore(null);

            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);
        }
    }

    /** Redis holds only what may be lost, so a function must come back without it. */
    @Test
    void redis_awayAtRestore_doesNotKeepTheFunctionFromComingBack() {
        try (var redis = new RedisConnection(() -> "redis://127.0.0.1:1")) {
            redis.beforeCheckpoint(null);
            redis.afterRestore(null);

            assertThatThrownBy(redis::ping).isInstanceOf(DependencyException.class);
        }
    }

    /** A connection asked for over and over while the server is away must not leave threads behind each time. */
    @Test
    void redis_away_failsWithoutPilingUpThreads() {
        try (var redis = new RedisConnection(() -> "redis://127.0.0.1:1")) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(redis::ping).isInstanceOf(DependencyException.class);
            }
            int before = threads("lettuce");
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(redis::ping).isInstanceOf(DependencyException.class);
            }

            assertThat(threads("lettuce")).isLessThanOrEqualTo(before + Runtime.getRuntime().availableProcessors());
        }
    }

    private static int threads(String prefix) {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
