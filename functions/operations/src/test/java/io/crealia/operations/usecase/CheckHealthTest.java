package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.operations.domain.Health.Check;
import io.crealia.operations.domain.Health.Status;
import io.crealia.operations.port.HealthProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class CheckHealthTest {
    private record Probe(String name, boolean required, Runnable body) implements HealthProbe {
        @Override
        public void check() {
            body.run();
        }
    }

    @Test
    void execute_oneThrows_onlyThatOneFailed() {
        var check = check(Duration.ofSeconds(10), new Probe("good", true, () -> {}), new Probe("bad", false, () -> {
            throw new IllegalStateException("down");
        }));

        var health = check.execute();

        assertThat(health.checks()).extracting(Check::name).containsExactly("good", "bad");
        assertThat(health.checks()).extracting(Check::answered).containsExactly(true, false);
        assertThat(health.status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void execute_oneHangs_isFailedAfterTheLimit() throws InterruptedException {
        var released = new CountDownLatch(1);
        var check = check(Duration.ofMillis(50), new Probe("hangs", true, () -> await(released)));
        try {
            var health = check.execute();

            assertThat(health.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(health.checks().getFirst().millis()).isGreaterThanOrEqualTo(45);
        } finally {
            released.countDown();
        }
    }

    /** Each probe waits for the other, which ends well only if both run at once. */
    @Test
    void execute_severalProbes_runAtTheSameTime() {
        var meet = new CyclicBarrier(2);
        var check = check(Duration.ofSeconds(30), new Probe("a", true, () -> meet(meet)),
                new Probe("b", true, () -> meet(meet)));

        assertThat(check.execute().status()).isEqualTo(Status.OK);
    }

    private static CheckHealth check(Duration limit, HealthProbe... probes) {
        return new CheckHealth(List.of(probes), limit, probe -> Thread.ofVirtual().start(probe));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
