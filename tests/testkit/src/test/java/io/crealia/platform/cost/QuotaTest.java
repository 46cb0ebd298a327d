package io.crealia.platform.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuotaTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    private Quota quota(long items, long bytes) {
        return new Quota(mongo.collection(), clock, items, bytes);
    }

    @Test
    void rehearse_countsNothing() {
        var days = mongo.collection();
        var quota = new Quota(days, clock, 1, 1000);

        quota.rehearse();

        assertThat(days.count(new Document())).isZero();
        assertThat(quota.take(ACME, 1000)).isPresent();
    }

    @Test
    void take_upToEitherLimit_isExact() {
        var items = quota(2, 1000);
        assertThat(items.take(ACME, 1)).isPresent();
        assertThat(items.take(ACME, 0)).isPresent();
        assertThat(items.take(ACME, 0)).isEmpty();

        var bytes = quota(100, 1000);
        assertThat(bytes.take(ACME, 1001)).isEmpty();
        assertThat(bytes.take(ACME, 600)).isPresent();
        assertThat(bytes.take(ACME, 401)).isEmpty();
        assertThat(bytes.take(ACME, 400)).isPresent();
        assertThat(bytes.take(ACME, 1)).isEmpty();
        assertThat(bytes.take(ACME, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void take_ofAnotherTenantOrDay_isApart() {
        var quota = quota(1, 10);
        quota.take(ACME, 10);

        assertThat(quota.take(OTHER, 10)).isPresent();
        assertThat(quota.untilRenewal()).isEqualTo(Duration.ofHours(12));
        clock.advance(Duration.ofHours(12));
        assertThat(quota.take(ACME, 10)).isPresent();
        assertThat(quota.untilRenewal()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void giveBack_afterMidnight_countsOnTheDayItWasTakenFrom() {
        var quota = quota(1, 10);
        var taken = quota.take(ACME, 10).orElseThrow();
        clock.advance(Duration.ofHours(12));
        quota.take(ACME, 10);

        quota.giveBack(taken);

        assertThat(quota.take(ACME, 1)).isEmpty();
        clock.advance(Duration.ofHours(-12));
        assertThat(quota.take(ACME, 10)).isPresent();
    }

    @Test
    void take_64AtOnce_neverPassesTheLimit() throws Exception {
        var quota = quota(500, 1_000_000);
        var tries = new ArrayList<Callable<Integer>>();
        for (int t = 0; t < 64; t++) {
            tries.add(() -> {
                int granted = 0;
                for (int i = 0; i < 10; i++) {
                    var taken = quota.take(ACME, 1000);
                    // Every fourth finds that it need not have asked, and comes again.
                    if (taken.isPresent() && i % 4 == 0) {
                        quota.giveBack(taken.get());
                        taken = Optional.empty();
                    }
                    granted += taken.isPresent() ? 1 : 0;
                }
                return granted;
            });
        }
        int granted = 0;
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var answer : threads.invokeAll(tries)) {
                granted += answer.get();
            }
        }

        assertThat(granted).isEqualTo(64 * 7);
        for (int i = granted; i < 500; i++) {
            assertThat(quota.take(ACME, 1000)).isPresent();
        }
        assertThat(quota.take(ACME, 1000)).isEmpty();
    }

    @Test
    void take_64AtOnceForLess_grantsExactlyThat() throws Exception {
        var quota = quota(1000, 33_500);
        var tries = new ArrayList<Callable<Boolean>>();
        for (int t = 0; t < 64; t++) {
            tries.add(() -> quota.take(ACME, 1000).isPresent());
        }
        int granted = 0;
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var answer : threads.invokeAll(tries)) {
                granted += answer.get() ? 1 : 0;
            }
        }

        assertThat(granted).isEqualTo(33);
    }

    @Test
    void take_mongoAway_grantsNothing() {
        try (var away = new MongoConnection(() -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200", "test")) {
            var quota = new Quota(away.collection("quota_days"), clock, 10, 10);

            assertThatThrownBy(() -> quota.take(ACME, 1)).isInstanceOf(DependencyException.class);
        }
    }
}
