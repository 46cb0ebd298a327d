package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Turns turns = new Turns(2);

    @Test
    void await_moreThanFit_getsNoTurnInTime() {
        assertThat(turns.await("a", LONG)).isPresent();
        assertThat(turns.await("a", LONG)).isPresent();
        assertThat(turns.await("a", Duration.ofMillis(1))).isEmpty();

        turns.end("a");
        assertThat(turns.await("a", Duration.ofMillis(1))).isPresent();
    }

    @Test
    void await_anotherFunction_hasTurnsOfItsOwn() {
        turns.await("a", LONG);
        turns.await("a", LONG);
        assertThat(turns.await("b", Duration.ofMillis(1))).isPresent();
    }

    @Test
    void await_severalWaiting_comeInTheirOrder() throws InterruptedException {
        turns.await("a", LONG);
        turns.await("a", LONG);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        var waiting = new ArrayList<Thread>();
        for (var i = 0; i < 20; i++) {
            var number = i;
            var thread = Thread.ofPlatform().start(() -> {
                turns.await("a", LONG);
                order.add(number);
                turns.end("a");
            });
            waiting.add(thread);
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        turns.end("a");
        for (var thread : waiting) {
            thread.join();
        }
        assertThat(order).isSorted().hasSize(20);
    }

    @Test
    void await_interrupted_getsNoTurnAndStaysInterrupted() {
        turns.await("a", LONG);
        turns.await("a", LONG);
        Thread.currentThread().interrupt();
        assertThat(turns.await("a", LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
