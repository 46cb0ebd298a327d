package io.crealia.platform.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.TenantId;
import io.crealia.platform.store.EmbeddedMongo;
import io.crealia.testkit.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static EmbeddedMongo mongo;
    private final MovableClock clock = new MovableClock();
    private final Budget budget = new Budget(mongo.collection(), mongo.collection(), clock, 1000);

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void reserve_withinTheDay_isGrantedUpToTheLimitExactly() {
        assertThat(budget.reserve(ACME, "a", 600)).isTrue();
        assertThat(budget.reserve(ACME, "b", 401)).isFalse();
        assertThat(budget.reserve(ACME, "b", 400)).isTrue();
        assertThat(budget.remaining(ACME)).isZero();
        assertThat(budget.reserve(ACME, "c", 1)).isFalse();
        assertThat(budget.reserve(ACME, "free", 0)).isTrue();
    }

    @Test
    void reserve_moreThanADayHolds_isRefusedAtOnce() {
        assertThat(budget.reserve(ACME, "a", 1001)).isFalse();
        assertThat(budget.reserve(ACME, "b", Long.MAX_VALUE)).isFalse();
        assertThat(budget.remaining(ACME)).isEqualTo(1000);
    }

    @Test
    void reserve_sameIdAgain_isGrantedOnce() {
        assertThat(budget.reserve(ACME, "a", 700)).isTrue();
        assertThat(budget.reserve(ACME, "a", 700)).isTrue();
        assertThat(budget.remaining(ACME)).isEqualTo(300);
    }

    @Test
    void reserve_ofAnotherTenantOrDay_isApart() {
        budget.reserve(ACME, "a", 1000);

        assertThat(budget.reserve(OTHER, "a", 1000)).isTrue();
        clock.advance(Duration.ofHours(12));
        assertThat(budget.reserve(ACME, "b", 1000)).isTrue();
    }

    @Test
    void settle_once_replacesWhatWasSetAside() {
        budget.reserve(ACME, "a", 700);

        budget.settle(ACME, "a", 200);
        budget.settle(ACME, "a", 100);
        budget.settle(ACME, "unknown", 500);

        assertThat(budget.remaining(ACME)).isEqualTo(800);
    }

    @Test
    void settle_afterMidnight_countsOnTheDayOfTheReservation() {
        budget.reserve(ACME, "a", 700);
        clock.advance(Duration.ofHours(12));

        budget.settle(ACME, "a", 900);

        assertThat(budget.remaining(ACME)).isEqualTo(1000);
        clock.advance(Duration.ofHours(-12));
        assertThat(budget.remaining(ACME)).isEqualTo(100);
    }

    @Test
    void reserve_64AtOnce_neverPassesTheLimit() throws Exception {
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 64; i++) {
            var id = "p" + i;
            tries.add(() -> budget.reserve(ACME, id, 30));
        }
        List<Future<Boolean>> granted;
        try (var threads = Executors.newFixedThreadPool(64)) {
            granted = threads.invokeAll(tries);
        }

        int count = 0;
        for (var answer : granted) {
            count += answer.get() ? 1 : 0;
        }
        assertThat(count).isEqualTo(33);
        assertThat(budget.remaining(ACME)).isEqualTo(10);
    }

    @Test
    void reserve_sameId16AtOnce_countsOnce() throws Exception {
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            tries.add(() -> budget.reserve(ACME, "same", 50));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(tries)) {
                assertThat(answer.get()).isTrue();
            }
        }

        assertThat(budget.remaining(ACME)).isEqualTo(950);
    }
}
