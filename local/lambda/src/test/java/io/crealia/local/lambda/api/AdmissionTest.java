package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int MANY = 10_000;

    private Instant now = Instant.parse("2026-03-10T00:00:00Z");

    private Admission throttled(double rate, int burst) {
        return new Admission(Optional.of(new Throttle(rate, burst)), MANY, () -> now);
    }

    private static int admitted(Admission admission, int requests) {
        var in = 0;
        for (var i = 0; i < requests; i++) {
            if (admission.enter()) {
                in++;
                admission.leave();
            }
        }
        return in;
    }

    @Test
    void enter_atOnce_burstGetsIn() {
        assertThat(admitted(throttled(10, 25), 100)).isEqualTo(25);
    }

    @Test
    void enter_fiveTimesTheRate_everySecondTheRateGetsIn() {
        var admission = throttled(100, 20);
        admitted(admission, 20);
        for (var second = 0; second < 10; second++) {
            var in = 0;
            for (var request = 0; request < 500; request++) {
                now = now.plusMillis(2);
                in += admitted(admission, 1);
            }
            assertThat(in).as("second " + second).isEqualTo(100);
        }
    }

    @Test
    void enter_afterARest_burstIsBackAndNoMore() {
        var admission = throttled(10, 25);
        admitted(admission, 100);

        now = now.plusSeconds(1);
        assertThat(admitted(admission, 100)).isEqualTo(10);
        now = now.plusSeconds(3600);
        assertThat(admitted(admission, 100)).isEqualTo(25);
    }

    @Test
    void enter_full_isRefusedUntilSomebodyLeaves() {
        var admission = new Admission(Optional.empty(), 2, () -> now);

        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isFalse();
        assertThat(admission.enter()).isFalse();
        admission.leave();
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isFalse();
    }

    @Test
    void enter_refusedByTheThrottle_takesNoPlace() {
        var admission = new Admission(Optional.of(new Throttle(1, 1)), 1, () -> now);

        assertThat(admitted(admission, 50)).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(admission.enter()).isTrue();
    }

    @Test
    void enter_refusedForWantOfPlace_costsNoToken() {
        var admission = new Admission(Optional.of(new Throttle(1, 2)), 1, () -> now);

        assertThat(admission.enter()).isTrue();
        for (var i = 0; i < 10; i++) {
            assertThat(admission.enter()).isFalse();
        }
        admission.leave();
        assertThat(admission.enter()).isTrue();
    }

    @Test
    void enter_manyThreads_neverMoreThanBurst() throws Exception {
        var admission = throttled(1, 500);
        var in = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 8; i++) {
                threads.execute(() -> in.addAndGet(admitted(admission, 1000)));
            }
        }
        assertThat(in).hasValue(500);
    }

    @Test
    void make_noPlace_isRefused() {
        assertThatThrownBy(() -> new Admission(Optional.empty(), 0, () -> now))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("was 0");
        assertThatThrownBy(() -> new Throttle(0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate above 0");
    }
}
