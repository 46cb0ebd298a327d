package io.crealia.ai.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.testkit.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
    private static final Duration REST = Duration.ofSeconds(30);
    private final MovableClock clock = new MovableClock();
    private final CircuitBreaker breaker = new CircuitBreaker(clock, 2, REST);

    @BeforeEach
    void open() {
        breaker.failed();
        assertThat(breaker.admits()).isTrue();
        breaker.failed();
    }

    @Test
    void admits_open_isFalseUntilItHasRested() {
        assertThat(breaker.admits()).isFalse();
        clock.advance(REST.minusMillis(1));
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void admits_rested_letsOneProbeInAtATime() {
        clock.advance(REST);
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
        breaker.abandoned();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void admits_probeSucceeded_letsEverybodyIn() {
        clock.advance(REST);
        breaker.admits();
        breaker.succeeded();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
        breaker.failed();
        assertThat(breaker.admits()).as("counted anew").isTrue();
    }

    @Test
    void admits_probeFailed_restsAgain() {
        clock.advance(REST);
        breaker.admits();
        breaker.failed();
        assertThat(breaker.admits()).isFalse();
        clock.advance(REST);
        assertThat(breaker.admits()).isTrue();
    }
}
