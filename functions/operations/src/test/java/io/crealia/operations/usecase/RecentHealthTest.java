package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.operations.domain.Health;
import io.crealia.operations.domain.Health.Check;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RecentHealthTest {
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger checks = new AtomicInteger();

    private Health check() {
        return new Health(List.of(new Check("n", true, true, checks.incrementAndGet())));
    }

    private static long number(Health health) {
        return health.checks().getFirst().millis();
    }

    @Test
    void get_withinItsLife_asksOnce() {
        var recent = new RecentHealth(this::check, Duration.ofSeconds(1), clock);
        recent.get();
        clock.advance(Duration.ofMillis(999));

        assertThat(number(recent.get())).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(number(recent.get())).isEqualTo(2);
    }

    @Test
    void get_manyAtOnce_askOnce() throws Exception {
        var recent = new RecentHealth(this::check, Duration.ofSeconds(1), clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.<Callable<Health>>nCopies(200, recent::get))) {
                assertThat(number(answer.get())).isEqualTo(1);
            }
        }
    }

    @Test
    void get_whileAnotherAsks_givesTheAnswerBefore() throws Exception {
        var asking = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var recent = new RecentHealth(() -> {
            var health = check();
            if (checks.get() == 2) {
                asking.countDown();
                await(answered);
            }
            return health;
        }, Duration.ofSeconds(1), clock);
        recent.get();
        clock.advance(Duration.ofSeconds(2));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var slow = threads.submit(recent::get);
            await(asking);

            assertThat(number(recent.get())).isEqualTo(1);
            answered.countDown();
            assertThat(number(slow.get())).isEqualTo(2);
        }
        assertThat(number(recent.get())).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
