package io.crealia.platform.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Calls of one collection until the caller dies, where more was spent than set aside. */
    @ParameterizedTest
    @CsvSource({"days, 0", "days, 1", "grants, 0", "grants, 1", "grants, 2"})
    void settle_forMore_diesAnywhere_theDayIsNeverTooLowAndNeverCountedTwiceInTheEnd(String dying, int calls) {
        var name = dying + calls;
        new Budget(mongo.collection(name + "-days"), mongo.collection(name + "-grants"), clock, 1000).reserve(ACME, "a",
                100);
        var days = name + "-days";
        var grants = name + "-grants";
        var broken = new Budget(dying.equals("days") ? mongo.dying(days, calls) : mongo.collection(days),
                dying.equals("grants") ? mongo.dying(grants, calls) : mongo.collection(grants), clock, 1000);
        try {
            broken.settle(ACME, "a", 300);
        } catch (DependencyException e) {
            assertThat(e).hasMessageContaining("MongoDB");
        }
        var again = new Budget(mongo.collection(days), mongo.collection(grants), clock, 1000);

        again.settle(ACME, "a", 300);
        again.settle(ACME, "a", 300);

        // What a crash leaves counts as spent, once more at most.
        assertThat(again.remaining(ACME)).isIn(700L, 500L);
    }

    @Test
    void settle_forMore16AtOnce_countsOnce() throws Exception {
        budget.reserve(ACME, "a", 100);
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            tries.add(() -> {
                budget.settle(ACME, "a", 150);
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(tries)) {
                assertThat(answer.get()).isTrue();
            }
        }

        assertThat(budget.remaining(ACME)).isEqualTo(850);
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
