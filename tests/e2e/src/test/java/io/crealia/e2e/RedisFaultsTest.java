package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crealia.testkit.net.TcpProxy;
import io.crealia.testkit.net.TcpProxy.Cut;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Redis is slow, frozen and killed while requests come: none fails because of it, they take at most 50 ms longer, and the
 * quota of the day, which is not Redis's, stays exact.
 */
class RedisFaultsTest {
    private static final int QUOTA = 500;
    private static final Duration ADDED = Duration.ofMillis(50);
    /** A machine has pauses of its own. What Redis does to requests, it does in every round. */
    private static final int ROUNDS = 3;

    @Test
    void requests_redisSlowFrozenOrKilled_areAnsweredAsBefore(@TempDir Path folder) throws Exception {
        var redis = new AtomicReference<InetSocketAddress>();
        try (var proxy = TcpProxy.start(redis::get, () -> Cut.NONE);
                var edition = Edition.start(folder.resolve("home"), Map.of("CREALIA_REDIS_URI",
                        "redis://127.0.0.1:" + proxy.port(), "CREALIA_QUOTA_DAILY_UPLOADS", Integer.toString(QUOTA)))) {
            var real = edition.local().cloud().endpoints().redisUri();
            redis.set(new InetSocketAddress(real.getHost(), real.getPort()));
            var pid = Files.readString(folder.resolve("home/cloud/redis/redis.pid")).strip();
            var load = new Load(edition.local().api().getPort(), edition.token());
            countedByRedis(load, real.toString());

            var phases = new ArrayList<Load.Phase>();
            var baseline = rounds("baseline", load, phases);
            for (int delay : new int[]{10, 40, 400}) {
                proxy.delayAnswers(Duration.ofMillis(delay));
                assertCheap(rounds("slow by " + delay + " ms", load, phases), baseline);
            }
            proxy.delayAnswers(Duration.ZERO);
            countedByRedis(load, real.toString());

            signal("STOP", pid);
            try {
                assertCheap(rounds("frozen", load, phases), baseline);
            } finally {
                signal("CONT", pid);
            }
            countedByRedis(load, real.toString());

            signal("KILL", pid);
            assertCheap(rounds("killed", load, phases), baseline);

            while (load.started() < QUOTA) {
                phases.add(load.run("until the quota"));
            }
            phases.add(load.run("beyond the quota"));
            assertThat(phases).allSatisfy(phase -> {
                assertThat(phase.failed()).as(phase.name()).isZero();
                assertThat(phase.lost()).as(phase.name()).isZero();
            });
            assertThat(load.started()).as("uploads started").isEqualTo(QUOTA);
            assertThat(load.refused()).as("uploads refused").isPositive();
        }
    }

    private static Duration rounds(String name, Load load, ArrayList<Load.Phase> phases) {
        var best = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            var phase = load.run(name);
            phases.add(phase);
            System.out.println("redis " + phase);
            best = phase.p99().compareTo(best) < 0 ? phase.p99() : best;
        }
        return best;
    }

    private static void assertCheap(Duration p99, Duration baseline) {
        assertThat(p99.minus(baseline)).as("added to the 99th percentile").isLessThanOrEqualTo(ADDED);
    }

    /** Otherwise a fault of Redis would be none. */
    private static void countedByRedis(Load load, String uri) {
        try (var redis = new Jedis(uri)) {
            var before = scripts(redis.info("commandstats"));
            await("counting in Redis").atMost(Duration.ofMinutes(3)).until(() -> {
                load.read();
                return scripts(redis.info("commandstats")) >= before + 3;
            });
        }
    }

    private static long scripts(String statistics) {
        return statistics.lines().filter(line -> line.startsWith("cmdstat_evalsha:"))
                .map(line -> line.replaceAll("cmdstat_evalsha:calls=(\\d+),.*", "$1")).mapToLong(Long::parseLong).sum();
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
