package io.crealia.operations.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Series;
import io.crealia.operations.adapter.RedisMetricTotals;
import io.crealia.operations.domain.Report;
import io.crealia.platform.lambda.Outlets;
import io.crealia.platform.store.RedisConnection.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ends of the totals in Redis: what batches add, and what the exporter reads. */
class TotalsScriptTest {
    private static final String STARTED = "crealia_uploads_started_total";
    @TempDir
    private Path folder;
    private Redis redis;
    private Outlet outlet;
    private RedisMetricTotals totals;

    @BeforeEach
    void start() {
        redis = new Redis(folder);
        outlet = new PersistentOutlet(Outlets.redis(redis.connection));
        outlet.connect();
        totals = new RedisMetricTotals(redis.connection);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private void add(String environment, long number, Map<String, Long> deltas) {
        var batch = new Batch(environment, number, environment + "|uploads-api|100|200|3",
                deltas, Map.of("sent|asset-facts", number));
        outlet.add(batch);
    }

    private double started() {
        var point = totals.read().points().get(new Series(Metric.UPLOADS_STARTED, List.of()));
        return point == null ? 0 : point.value();
    }

    @Test
    void add_repeatedOrOld_countsOnce() {
        add("one", 1, Map.of(STARTED, 3L));
        add("one", 1, Map.of(STARTED, 3L));
        add("one", 2, Map.of(STARTED, 2L));
        add("one", 1, Map.of(STARTED, 3L));
        add("two", 1, Map.of(STARTED, 10L));

        assertThat(started()).isEqualTo(15);
    }

    @Test
    void add_manyEnvironmentsAtOnceWithRepeats_isExact() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = IntStream.range(0, 8).mapToObj(thread -> (Callable<Boolean>) () -> {
                var random = new Random(thread);
                for (var number = 1; number <= 50; number++) {
                    for (var repeat = 0; repeat <= random.nextInt(3); repeat++) {
                        add("env" + thread, number, Map.of(STARTED, 1L));
                    }
                }
                return true;
            }).toList();
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
        }
        assertThat(started()).isEqualTo(400);
    }

    @Test
    void add_totalThatIsNoNumber_othersAreAdded() {
        redis.connection.read(Script.of("return {redis.call('HSET', KEYS[1], ARGV[1], 'x')}"),
                "{crealia:metrics}:totals", List.of("crealia_uploads_completed_total"), Duration.ofSeconds(5));
        add("one", 1, Map.of("crealia_uploads_completed_total", 1L, STARTED, 2L));
        add("one", 1, Map.of("crealia_uploads_completed_total", 1L, STARTED, 2L));

        assertThat(started()).isEqualTo(2);
    }

    @Test
    void reports_eachEnvironmentOnceAndItsNewest() {
        add("one", 1, Map.of());
        add("one", 2, Map.of());
        add("two", 1, Map.of());

        assertThat(totals.reports()).containsExactly(new Report("uploads-api", 100, 200, 3),
                new Report("uploads-api", 100, 200, 3));
    }

    @Test
    void marks_areTheGreatest() {
        add("one", 7, Map.of());
        add("two", 3, Map.of());
        totals.mark("empty|asset-facts", 5);

        assertThat(totals.marks()).isEqualTo(Map.of("sent|asset-facts", 7L, "empty|asset-facts", 5L));
    }

    @Test
    void read_afterRestart_isEmptyAndBeganLater() {
        add("one", 1, Map.of(STARTED, 3L));
        var before = totals.read();
        var after = totals.restart();

        assertThat(before.points()).hasSize(1);
        assertThat(after.points()).isEmpty();
        assertThat(after.since()).isGreaterThanOrEqualTo(before.since());
    }

    @Test
    void claim_isOneAtATime() {
        assertThat(totals.claim()).isTrue();
        assertThat(totals.claim()).isFalse();
        totals.release();
        assertThat(totals.claim()).isTrue();
    }
}
