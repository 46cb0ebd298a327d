package io.crealia.operations.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Machine;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Telemetry;
import io.crealia.operations.adapter.Pushgateway;
import io.crealia.operations.fake.FakePushTarget;
import io.crealia.operations.usecase.PushMetrics.Result;
import io.crealia.platform.lambda.Outlets;
import io.crealia.platform.store.RedisConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests while Redis or Pushgateway take everything and answer nothing. */
class BlackHoleTest {
    private static final int REQUESTS = 2_000;
    private static final Duration SLOW = Duration.ofMillis(12);
    @TempDir
    private Path folder;

    /** A function whose requests do nothing, so that what a request takes is what its metrics cost. */
    private static final class Function {
        final AtomicInteger sent = new AtomicInteger();
        final List<Long> micros = new ArrayList<>();
        final Telemetry telemetry;

        Function(RedisConnection redis) {
            var outlet = Outlets.redis(redis);
            telemetry = new Telemetry(new Telemetry.Place("crealia-dev-uploads-api", 0, false), new Outlet() {
                @Override
                public void connect() {
                    outlet.connect();
                }

                @Override
                public void add(Batch batch) {
                    sent.incrementAndGet();
                    outlet.add(batch);
                }
            }, () -> "env" + System.nanoTime(), Machine.ofProcess(), task -> Thread.ofVirtual().start(task),
                    System::nanoTime);
        }

        void request() {
            var start = System.nanoTime();
            try (var invocation = telemetry.begin()) {
                Metrics.count(Metric.UPLOADS_STARTED);
                invocation.ended("ok");
            }
            micros.add((System.nanoTime() - start) / 1_000);
        }

        long slow() {
            return micros.stream().filter(taken -> taken > SLOW.toNanos() / 1_000).count();
        }

        double percentile(double share) {
            var sorted = micros.stream().sorted().toList();
            return sorted.get((int) (share * (sorted.size() - 1))) / 1_000.0;
        }
    }

    @Test
    void requests_redisBlackHoled_waitOnceAndSendNothing() throws IOException {
        try (var redis = new Redis(folder);
                var hole = new FreezingProxy(0);
                var nowhere = new RedisConnection(() -> "redis://127.0.0.1:" + hole.port())) {
            var healthy = new Function(redis.connection);
            var blackHoled = new Function(nowhere);
            for (var i = 0; i < REQUESTS; i++) {
                healthy.request();
                blackHoled.request();
            }
            print("Redis healthy", healthy);
            print("Redis black-holed", blackHoled);

            // No request talks to it, and one waited for the first connection.
            assertThat(blackHoled.sent).hasValue(0);
            assertThat(blackHoled.micros.getFirst()).isGreaterThan(30_000);
            assertThat(blackHoled.slow()).isLessThanOrEqualTo(1 + healthy.slow() + REQUESTS / 100);
        }
    }

    @Test
    void requests_redisFreezesMeanwhile_oneWaitsForTheAnswerAndNothingIsLost() throws IOException {
        try (var redis = new Redis(folder);
                var proxy = new FreezingProxy(redis.port());
                var connection = new RedisConnection(() -> "redis://127.0.0.1:" + proxy.port())) {
            var function = new Function(connection);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                function.request();
                return function.sent.get() > 0;
            });
            proxy.frozen = true;
            var before = function.sent.get();
            for (var i = 0; i < 200; i++) {
                function.request();
            }
            assertThat(function.sent.get() - before).isEqualTo(1);

            proxy.frozen = false;
            var target = new FakePushTarget();
            var exporter = redis.exporter(target);
            Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).until(() -> {
                function.request();
                exporter.execute();
                return target.last("crealia_uploads_started_total") == function.micros.size();
            });
        }
    }

    @Test
    void requests_pushgatewayBlackHoled_nobodyNoticesAndNothingIsLost() throws IOException {
        try (var redis = new Redis(folder); var hole = new FreezingProxy(0)) {
            var exporter = redis.exporter(new Pushgateway(URI.create("http://127.0.0.1:" + hole.port()), "dev",
                    Duration.ofMillis(300)));
            var function = new Function(redis.connection);
            for (var i = 0; i < 3; i++) {
                function.request();
                assertThat(exporter.execute()).isEqualTo(new Result.Unreachable());
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                function.request();
                return function.sent.get() > 0;
            });

            var target = new FakePushTarget();
            var cured = redis.exporter(target);
            Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).until(() -> {
                function.request();
                cured.execute();
                return target.last("crealia_uploads_started_total") == function.micros.size();
            });
        }
    }

    private static void print(String what, Function function) {
        System.out.printf("%-17s %d requests: metrics cost p50 %.2f ms, p99 %.2f ms, most %.2f ms%n", what,
                function.micros.size(), function.percentile(0.5), function.percentile(0.99), function.percentile(1));
    }
}
