package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int MOST = 2;

    /** Threads that begin when the test says so. */
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Turns turns = new Turns(MOST, MOST + 1, threads::add);
    private final List<String> done = new ArrayList<>();

    private void take(String function, String what) {
        turns.take(function, true, _ -> done.add(what));
    }

    private void runAll() {
        for (var next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    @Test
    void take_moreThanFit_theOthersHaveNoThreadYet() {
        take("a", "1");
        take("a", "2");
        take("a", "3");
        assertThat(threads).hasSize(MOST);
        assertThat(done).isEmpty();
    }

    @Test
    void take_anotherFunction_hasTurnsOfItsOwn() {
        take("a", "1");
        take("a", "2");
        take("b", "3");
        assertThat(threads).hasSize(MOST + 1);
    }

    @Test
    void take_writes_haveTurnsOfTheirOwn() {
        take("a", "1");
        take("a", "2");
        for (var i = 0; i < MOST + 2; i++) {
            turns.take("a", false, _ -> done.add("write"));
        }
        assertThat(threads).hasSize(MOST + MOST + 1);
        runAll();
        assertThat(done).hasSize(2 + MOST + 2);
    }

    @Test
    void take_severalWaiting_comeInTheirOrderOnTheThreadThatIsThere() {
        for (var i = 0; i < 10; i++) {
            take("a", "" + i);
        }
        threads.remove().run();
        assertThat(done).containsExactly("0", "2", "3", "4", "5", "6", "7", "8", "9");
        runAll();
        assertThat(done).hasSize(10).endsWith("1");
    }

    @Test
    void take_afterAllWereDone_isFreeAgain() {
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < 5; i++) {
                take("a", "");
            }
            assertThat(threads).hasSize(MOST);
            runAll();
        }
        assertThat(done).hasSize(15);
    }

    @Test
    void end_beforeTheWorkIs_givesTheTurnBackAndOnlyOnce() {
        turns.take("a", true, turn -> {
            turn.end();
            turn.end();
            assertThat(threads).as("nobody waits").isEmpty();
            done.add("first goes on");
        });
        threads.remove().run();
        assertThat(done).containsExactly("first goes on");
        take("a", "2");
        take("a", "3");
        take("a", "4");
        assertThat(threads).as("no turn was made out of nothing").hasSize(MOST);
    }

    @Test
    void end_whileSomebodyWaits_startsThatOneOnAThreadOfItsOwn() {
        turns.take("a", true, turn -> {
            turn.end();
            done.add("1");
        });
        take("a", "2");
        take("a", "3");
        var first = threads.remove();
        first.run();
        assertThat(done).containsExactly("1");
        assertThat(threads).hasSize(MOST);
        runAll();
        assertThat(done).containsExactly("1", "2", "3");
    }

    @Test
    void take_workThatFails_takesNoTurnAway() {
        turns.take("a", true, _ -> {
            throw new IllegalStateException("planted");
        });
        take("a", "2");
        take("a", "3");
        assertThatThrownBy(() -> threads.remove().run()).hasMessage("planted");
        runAll();
        assertThat(done).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    void take_manyThreads_neverMoreThanFit() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var left = new CountDownLatch(5_000);
        try (var pool = Executors.newCachedThreadPool(); var callers = Executors.newFixedThreadPool(8)) {
            var real = new Turns(MOST, MOST + 1, pool);
            for (var i = 0; i < 5_000; i++) {
                var early = i % 3 == 0;
                callers.execute(() -> real.take("a", true, turn -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    if (early) {
                        turn.end();
                    }
                    left.countDown();
                }));
            }
            left.await();
        }
        assertThat(most.get()).isBetween(1, MOST);
    }
}
