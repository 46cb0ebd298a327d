package io.crealia.ai.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crealia.ai.adapter.provider.ProviderCalls.Bought;
import io.crealia.ai.adapter.provider.ProviderCalls.Limits;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ProviderCallsTest {
    private final MovableClock clock = new MovableClock();
    private final List<Duration> slept = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final ProviderCalls calls = calls(Limits.within(Duration.ofMinutes(1)));

    private ProviderCalls calls(Limits limits) {
        return new ProviderCalls("provider", limits, clock, duration -> {
            slept.add(duration);
            clock.advance(duration);
        }, new Random(3));
    }

    private Deadline within(long seconds) {
        return new Deadline(clock.instant().plusSeconds(seconds));
    }

    private static Tab tab() {
        return new Tab(100, Amount.NONE);
    }

    private Bought<String> good() {
        made.incrementAndGet();
        return new Bought<>("yes", Optional.empty());
    }

    private Bought<String> bad(int status) throws CallFault {
        made.incrementAndGet();
        throw CallFault.ofStatus(status, Optional.empty());
    }

    private void failAllAttempts() {
        assertThatThrownBy(() -> calls.call(within(600), tab(), () -> bad(500))).isInstanceOf(AiFailure.class);
    }

    @Test
    void call_waits_growWithFullJitterUpToTheirBound() {
        var patient = calls(new Limits(12, 1, Duration.ofMinutes(1), 100, Duration.ofSeconds(30),
                Duration.ofMillis(500), Duration.ofSeconds(20)));
        assertThatThrownBy(() -> patient.call(within(6_000), tab(), () -> bad(503))).isInstanceOf(AiFailure.class);
        assertThat(slept).hasSize(11).allMatch(wait -> wait.compareTo(Duration.ofSeconds(20)) <= 0);
        for (int i = 0; i < 5; i++) {
            assertThat(slept.get(i)).isLessThanOrEqualTo(Duration.ofMillis(500L << i));
        }
        assertThat(slept.stream().distinct().count()).isGreaterThan(9);
    }

    @Test
    void call_waitBeyondTheDeadline_failsAtOnce() {
        var failure = catchThrowableOfType(AiFailure.class,
                () -> calls.call(within(10), tab(), () -> {
                    made.incrementAndGet();
                    throw CallFault.ofStatus(429, Optional.of(Duration.ofSeconds(30)));
                }));
        assertThat(failure.code()).isEqualTo(AiFailure.UNAVAILABLE);
        assertThat(made).hasValue(1);
        assertThat(slept).isEmpty();
    }

    @Test
    void call_noTimeLeft_asksNobody() {
        assertThatThrownBy(() -> calls.call(within(0), tab(), this::good)).isInstanceOf(AiFailure.class)
                .hasMessageContaining("no time");
        assertThat(made).hasValue(0);
    }

    @Test
    void call_providerThatKeepsFailing_isLeftAloneThenProbedOnce() {
        failAllAttempts();
        assertThat(made).hasValue(5);
        assertThatThrownBy(() -> calls.call(within(600), tab(), this::good)).isInstanceOf(AiFailure.class)
                .hasMessageContaining("left alone");
        assertThat(made).hasValue(5);

        clock.advance(Duration.ofSeconds(31));
        // The probe fails: the circuit opens again, so its retry is not made.
        assertThatThrownBy(() -> calls.call(within(600), tab(), () -> bad(500))).isInstanceOf(AiFailure.class);
        assertThat(made).hasValue(6);

        clock.advance(Duration.ofSeconds(31));
        assertThat(calls.call(within(600), tab(), this::good)).isEqualTo("yes");
        assertThat(calls.call(within(600), tab(), this::good)).isEqualTo("yes");
    }

    @Test
    void call_refusalsAndThrottling_doNotOpenTheCircuit() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> calls.call(within(600), tab(), () -> bad(400))).isInstanceOf(AiFailure.class);
            assertThatThrownBy(() -> calls.call(within(600), tab(), () -> bad(429))).isInstanceOf(AiFailure.class);
        }
        assertThat(calls.call(within(600), tab(), this::good)).isEqualTo("yes");
    }

    @Test
    void call_probeThatEndsForAnotherReason_leavesTheNextOneToProbe() {
        failAllAttempts();
        clock.advance(Duration.ofSeconds(31));
        assertThatThrownBy(() -> calls.call(within(600), tab(), () -> {
            throw new DependencyException("bucket", null);
        })).isInstanceOf(DependencyException.class);
        assertThat(calls.call(within(600), tab(), this::good)).isEqualTo("yes");
    }

    @Test
    void call_bulkheadFull_failsFast() throws Exception {
        var narrow = calls(new Limits(1, 1, Duration.ofMinutes(1), 5, Duration.ofSeconds(30), Duration.ofMillis(1),
                Duration.ofMillis(1)));
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> narrow.call(within(60), tab(), () -> {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return good();
            }));
            inside.await();
            assertThatThrownBy(() -> narrow.call(within(60), tab(), this::good)).isInstanceOf(AiFailure.class)
                    .extracting("code").isEqualTo(AiFailure.UNAVAILABLE);
            leave.countDown();
            assertThat(first.get()).isEqualTo("yes");
        }
        assertThat(narrow.call(within(60), tab(), this::good)).isEqualTo("yes");
    }

    @Test
    void call_lostAnswers_areChargedAndBounded() {
        var tab = new Tab(2, Amount.tokens(10, 5));
        assertThatThrownBy(() -> calls.call(within(600), tab, () -> {
            made.incrementAndGet();
            throw CallFault.lost("gone", null);
        })).isInstanceOf(AiFailure.class);
        assertThat(made).hasValue(2);
        assertThat(tab.used()).isEqualTo(Amount.tokens(20, 10));
    }

    @Test
    void call_attemptThatHangs_isInterruptedAtItsLimit() throws Exception {
        var interrupted = new CountDownLatch(1);
        var hasty = calls(new Limits(1, 1, Duration.ofMillis(50), 5, Duration.ofSeconds(30), Duration.ofMillis(1),
                Duration.ofMillis(1)));
        assertThatThrownBy(() -> hasty.call(within(600), tab(), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return good();
        })).isInstanceOf(AiFailure.class).hasMessageContaining("no answer in time");
        interrupted.await();
    }

    @Test
    void call_interruptedSleep_endsAndKeepsTheFlag() {
        var restless = new ProviderCalls("provider", Limits.within(Duration.ofMinutes(1)), clock, _ -> {
            throw new InterruptedException();
        }, new Random(3));
        assertThatThrownBy(() -> restless.call(within(600), tab(), () -> bad(500))).isInstanceOf(AiFailure.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(made).hasValue(1);
    }
}
