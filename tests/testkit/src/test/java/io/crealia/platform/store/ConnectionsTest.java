package io.crealia.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.net.TcpProxy;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

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
    void mongo_operationsOfACollection_openItOnceForEachClient() {
        var opened = new AtomicInteger();
        try (var mongo = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test",
                uri -> counting(MongoClients.create(uri), opened))) {
            var store = mongo.collection("once");
            store.insert(new Document("_id", "a"));
            store.find("a");
            assertThat(opened).hasValue(1);

            mongo.beforeCheckpoint(null);

            assertThat(store.find("a")).isPresent();
            assertThat(opened).hasValue(2);
        }
    }

    private static MongoClient counting(MongoClient client, AtomicInteger opened) {
        return (MongoClient) Proxy.newProxyInstance(ConnectionsTest.class.getClassLoader(),
                new Class<?>[]{MongoClient.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getDatabase")) {
                        opened.incrementAndGet();
                    }
                    return method.invoke(client, arguments);
                });
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
    void mongo_restored_connectsBeforeAnybodyAsks() {
        try (var mongo = mongo()) {
            mongo.beforeCheckpoint(null);
            var before = threads("cluster-");
            mongo.afterRestore(null);

            await("a client of its own").atMost(Duration.ofSeconds(20)).until(() -> threads("cluster-") > before);
            await("the thread that asked for it").atMost(Duration.ofSeconds(20)).until(() -> threads("mongodb") == 0);
        }
    }

    /** What needs MongoDB says so when it is called; what does not need it must come back. */
    @Test
    void mongo_awayAtRestore_doesNotKeepTheFunctionFromComingBack() {
        try (var mongo = new MongoConnection(() -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", "test")) {
            mongo.beforeCheckpoint(null);
            mongo.afterRestore(null);

            assertThatThrownBy(mongo::ping).isInstanceOf(DependencyException.class);
            await("the thread that tried").atMost(Duration.ofSeconds(20)).until(() -> threads("mongodb") == 0);
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

    /** A server that came back is met again although the connections to it are dead. */
    @Test
    void redis_restarted_answersAgainAfterOneFailure() throws Exception {
        var uri = cloud.endpoints().redisUri();
        var cut = new AtomicReference<>(TcpProxy.Cut.NONE);
        try (var server = TcpProxy.start(() -> new InetSocketAddress(uri.getHost(), uri.getPort()), cut::get);
                var redis = new RedisConnection(() -> "redis://127.0.0.1:" + server.port())) {
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);

            cut.set(TcpProxy.Cut.INSTEAD_OF_THE_ANSWER);
            assertThatThrownBy(redis::ping).isInstanceOf(DependencyException.class);
            cut.set(TcpProxy.Cut.NONE);

            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);
        }
    }

    /** An answer that comes too late must not be taken for the next call's. */
    @Test
    void redis_lateAnswer_isNotTheNextCallsAnswer() throws Exception {
        try (var redis = redis()) {
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);
            var slow = RedisConnection.Script
                    .of("local t = redis.call('TIME') local e = t[1] * 1000000 + t[2] + 300000 "
                            + "repeat t = redis.call('TIME') until t[1] * 1000000 + t[2] > e return {1}");
            var quick = RedisConnection.Script.of("return {2}");

            assertThatThrownBy(() -> redis.run(slow, "k", List.of(), Duration.ofMillis(20)))
                    .isInstanceOf(DependencyException.class);

            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class).untilAsserted(
                    () -> assertThat(redis.run(quick, "k", List.of(), Duration.ofSeconds(1))).containsExactly(2L));
        }
    }

    @Test
    void redis_manyCallsAtOnce_shareAFewConnections() throws Exception {
        var one = RedisConnection.Script.of("return {1}");
        try (var jedis = new Jedis(cloud.endpoints().redisUri());
                var redis = redis();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(Duration.ofSeconds(20)).ignoreException(DependencyException.class)
                    .untilAsserted(redis::ping);
            var before = clients(jedis);
            Callable<List<Long>> call = () -> redis.run(one, "k", List.of(), Duration.ofSeconds(5));

            for (var answer : threads.invokeAll(Collections.nCopies(500, call))) {
                assertThat(answer.get()).containsExactly(1L);
            }

            assertThat(clients(jedis)).isLessThanOrEqualTo(before + 16);
        }
    }

    private static long clients(Jedis jedis) {
        return jedis.clientList().lines().count();
    }

    private static int threads(String prefix) {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
