package io.crealia.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.DeliveryState.Failed;
import io.crealia.webhooks.domain.DeliveryState.Sending;
import io.crealia.webhooks.domain.DeliveryState.Succeeded;
import io.crealia.webhooks.domain.DeliveryState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
    private static final Instant NOW = Samples.NOW;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private final Delivery first = Delivery.first(Samples.ready(1), Samples.ENDPOINT, NOW);

    @Test
    void first_isDueAtOnceAndLookedAfterAMinuteLater() {
        assertThat(first.state()).isEqualTo(new Waiting(NOW, 0));
        assertThat(first.visitAt(NOW)).contains(NOW.plusSeconds(60));
        assertThat(first.version()).isEqualTo(1);
    }

    @Test
    void after_success_ends() {
        var next = first.claimed(NOW, LEASE).after(Outcome.answered(204, Optional.empty()), NOW.plusMillis(120));

        assertThat(next.state()).isEqualTo(new Succeeded());
        assertThat(next.version()).isEqualTo(3);
        assertThat(next.visitAt(NOW)).isEmpty();
        assertThat(next.attempts()).containsExactly(
                new Attempt(1, NOW, Duration.ofMillis(120), Optional.of(204), Optional.empty()));
    }

    @Test
    void after_tenFailures_waitsAsTheScheduleSaysAndThenEnds() {
        var waits = new ArrayList<Duration>();
        var delivery = first;
        var now = NOW;
        while (delivery.state() instanceof Waiting waiting) {
            waits.add(Duration.between(now, waiting.dueAt()));
            now = waiting.dueAt();
            delivery = delivery.claimed(now, LEASE).after(Outcome.failed(AttemptError.TIMEOUT), now);
        }

        assertThat(delivery.state()).isEqualTo(new Failed());
        assertThat(waits).hasSize(10);
        for (int i = 0; i < waits.size(); i++) {
            var wait = RetrySchedule.WAITS.get(i);
            assertThat(waits.get(i)).isBetween(wait, wait.plus(wait.dividedBy(10)));
        }
        assertThat(Duration.between(NOW, now)).isBetween(Duration.ofHours(75), Duration.ofHours(84));
    }

    @Test
    void after_failureWithRetryAfter_doesNotComeEarlier() {
        var sending = first.claimed(NOW, LEASE);

        assertThat(due(sending.after(Outcome.answered(503, Optional.of(Duration.ofHours(1))), NOW)))
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(due(sending.after(Outcome.answered(429, Optional.of(Duration.ofSeconds(1))), NOW)))
                .isAfterOrEqualTo(NOW.plusSeconds(5));
        assertThat(due(sending.after(Outcome.answered(503, Optional.of(Duration.ofDays(30))), NOW)))
                .isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void after_gone_endsAtOnce() {
        var next = first.claimed(NOW, LEASE).after(Outcome.answered(410, Optional.empty()), NOW);

        assertThat(next.state()).isEqualTo(new Failed());
        assertThat(next.attempts().getLast().error()).contains(AttemptError.GONE);
    }

    @Test
    void lost_countsAsAnAttempt() {
        var next = first.claimed(NOW, LEASE).lost(NOW.plus(LEASE));

        assertThat(next.state()).isInstanceOf(Waiting.class);
        assertThat(next.begun()).isEqualTo(1);
        assertThat(next.attempts().getLast().error()).contains(AttemptError.LOST);
    }

    @Test
    void deferred_waitsLongerEachTimeAndCountsNoAttempt() {
        var delivery = first;
        for (int i = 1; i <= 20; i++) {
            delivery = delivery.deferred(NOW);
            var longest = Duration.ofSeconds(2L << Math.min(i, 6));
            assertThat(Duration.between(NOW, due(delivery))).isBetween(longest.dividedBy(2), longest);
        }
        assertThat(delivery.begun()).isZero();
        assertThat(delivery.attempts()).isEmpty();
        assertThat(delivery.claimed(NOW, LEASE).begun()).isEqualTo(1);
    }

    @Test
    void visitAt_waitThatNoQueueCarries_isWhenItIsDue() {
        var delivery = new Delivery(first.id(), first.endpoint(), first.event(), 1,
                new Waiting(NOW.plus(Duration.ofMinutes(16)), 0), 4, first.attempts(), NOW);
        assertThat(delivery.visitAt(NOW)).contains(NOW.plus(Duration.ofMinutes(16)));
    }

    @Test
    void again_afterAnEnd_startsANewSeriesAndKeepsTheLog() {
        var ended = first.claimed(NOW, LEASE).after(Outcome.answered(410, Optional.empty()), NOW);
        var again = ended.again(NOW);

        assertThat(again.state()).isEqualTo(new Waiting(NOW, 0));
        assertThat(again.begun()).isZero();
        assertThat(again.event()).isEqualTo(first.event());
        var next = again.claimed(NOW, LEASE).after(Outcome.answered(500, Optional.empty()), NOW);
        assertThat(next.attempts()).extracting(Attempt::number).containsExactly(1, 2);
        assertThatThrownBy(() -> next.again(NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void attempts_manySeries_keepTheNewest() {
        var delivery = first;
        for (int i = 0; i < 50; i++) {
            delivery = delivery.claimed(NOW, LEASE).after(Outcome.answered(410, Optional.empty()), NOW).again(NOW);
        }
        assertThat(delivery.attempts()).hasSize(Delivery.MAX_ATTEMPTS).last().extracting(Attempt::number).isEqualTo(50);
    }

    @Test
    void claimed_whileSending_isRefused() {
        var sending = first.claimed(NOW, LEASE);
        assertThat(sending.state()).isEqualTo(new Sending(NOW, NOW.plus(LEASE)));
        assertThatThrownBy(() -> sending.claimed(NOW, LEASE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ids_followFromWhatTheyStandFor() {
        assertThat(Samples.ready(1).id()).isEqualTo(Samples.ready(1).id()).isNotEqualTo(Samples.ready(2).id());
        assertThat(first.id()).isEqualTo(DeliveryId.of(Samples.ready(1).id(), Samples.ENDPOINT))
                .isNotEqualTo(DeliveryId.of(Samples.ready(1).id(), Samples.OTHER_ENDPOINT));
    }

    private static Instant due(Delivery delivery) {
        return ((Waiting) delivery.state()).dueAt();
    }
}
