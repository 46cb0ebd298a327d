package io.crealia.webhooks.adapter;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.NOW;
import static io.crealia.webhooks.Samples.OTHER_ENDPOINT;
import static io.crealia.webhooks.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.AttemptError;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.domain.EventId;
import io.crealia.webhooks.domain.Outcome;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.port.DeliveryRepository.Due;
import io.crealia.webhooks.port.DeliveryRepository.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryRepository} keeps. */
abstract class DeliveryRepositoryContract {
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** An empty repository. */
    abstract DeliveryRepository repository();

    @Test
    void find_everyState_isEqual() {
        var deliveries = repository();
        var waiting = delivery(1);
        deliveries.insert(waiting, waiting.visitAt(NOW));
        assertThat(deliveries.find(ACME, waiting.id())).contains(waiting);
        var sending = waiting.claimed(NOW, LEASE);
        deliveries.compareAndSet(sending, sending.visitAt(NOW));
        assertThat(deliveries.find(ACME, waiting.id())).contains(sending);
        var failedOnce = sending.after(Outcome.failed(AttemptError.DNS), NOW.plusMillis(7));
        deliveries.compareAndSet(failedOnce, failedOnce.visitAt(NOW));
        assertThat(deliveries.find(ACME, waiting.id())).contains(failedOnce);
        var succeeded = failedOnce.claimed(NOW, LEASE).after(Outcome.answered(204, Optional.empty()), NOW);
        var stored = new Delivery(succeeded.id(), succeeded.endpoint(), succeeded.event(), failedOnce.version() + 1,
                succeeded.state(), succeeded.begun(), succeeded.attempts(), succeeded.createdAt());
        deliveries.compareAndSet(stored, Optional.empty());
        assertThat(deliveries.find(ACME, waiting.id())).contains(stored);
    }

    @Test
    void find_eventWithoutAsset_isEqual() {
        var deliveries = repository();
        var id = new EventId(EventId.PREFIX + "0".repeat(26));
        var trial = Delivery.first(Event.trial(id, ACME, ENDPOINT, NOW), ENDPOINT, NOW);
        deliveries.insert(trial, Optional.empty());

        assertThat(deliveries.find(ACME, trial.id())).contains(trial);
    }

    @Test
    void find_foreign_isEmpty() {
        var deliveries = repository();
        deliveries.insert(delivery(1), Optional.empty());

        assertThat(deliveries.find(RIVAL, delivery(1).id())).isEmpty();
        assertThat(deliveries.list(query(10))).hasSize(1);
        assertThat(deliveries.list(new Query(RIVAL, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 10))).isEmpty();
    }

    @Test
    void insert_repeated_isRefused() {
        var deliveries = repository();
        assertThat(deliveries.insert(delivery(1), Optional.empty())).isTrue();
        assertThat(deliveries.insert(delivery(1), Optional.of(NOW))).isFalse();
        assertThat(deliveries.findDue(NOW, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void compareAndSet_outdated_isRefused() {
        var deliveries = repository();
        deliveries.insert(delivery(1), Optional.empty());

        assertThat(deliveries.compareAndSet(delivery(1).claimed(NOW, LEASE), Optional.empty())).isTrue();
        assertThat(deliveries.compareAndSet(delivery(1).cancelled(), Optional.empty())).isFalse();
    }

    @Test
    void list_pages_giveEverythingOnceNewestFirst() {
        var deliveries = repository();
        var expected = new ArrayList<Delivery>();
        for (int i = 0; i < 23; i++) {
            // Several have the same time, so that the id decides.
            var delivery = Delivery.first(Samples.ready(i), ENDPOINT, NOW.plusSeconds(i / 5));
            deliveries.insert(delivery, Optional.empty());
            expected.add(delivery);
        }
        var seen = new ArrayList<Delivery>();
        var before = Optional.<Cursor>empty();
        List<Delivery> page;
        do {
            page = deliveries
                    .list(new Query(ACME, Optional.empty(), Optional.empty(), Optional.empty(), before, 4));
            seen.addAll(page);
            before = page.isEmpty()
                    ? before
                    : Optional.of(new Cursor(page.getLast().createdAt(), page.getLast().id()));
        } while (!page.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(seen).isSortedAccordingTo((one, other) -> other.createdAt().compareTo(one.createdAt()));
    }

    @Test
    void list_filters_areAllApplied() {
        var deliveries = repository();
        deliveries.insert(delivery(1), Optional.empty());
        deliveries.insert(Delivery.first(Samples.ready(1), OTHER_ENDPOINT, NOW), Optional.empty());
        deliveries.insert(delivery(2).cancelled(), Optional.empty());

        assertThat(deliveries.list(new Query(ACME, Optional.of(ENDPOINT), Optional.of("waiting"),
                Optional.of("asset.ready"), Optional.empty(), 10))).containsExactly(delivery(1));
        assertThat(deliveries.list(new Query(ACME, Optional.empty(), Optional.of("cancelled"), Optional.empty(),
                Optional.empty(), 10))).containsExactly(delivery(2).cancelled());
        assertThat(deliveries.list(new Query(ACME, Optional.empty(), Optional.empty(), Optional.of("asset.errored"),
                Optional.empty(), 10))).isEmpty();
    }

    @Test
    void findDue_pages_giveTheLongestWaitingFirst() {
        var deliveries = repository();
        for (int i = 0; i < 7; i++) {
            deliveries.insert(delivery(i), Optional.of(NOW.minusSeconds(i / 2)));
        }
        deliveries.insert(delivery(7), Optional.of(NOW.plusMillis(1)));
        deliveries.insert(delivery(8), Optional.empty());

        var first = deliveries.findDue(NOW, Optional.empty(), 4);
        var second = deliveries.findDue(NOW, Optional.of(first.getLast()), 4);

        assertThat(first).hasSize(4);
        assertThat(second).hasSize(3).doesNotContainAnyElementsOf(first);
        assertThat(first.getFirst()).isEqualTo(new Due(ACME, delivery(6).id(), 1, NOW.minusSeconds(3)));
    }

    @Test
    void postpone_sameVersion_moves_andAnOlderOneDoesNot() {
        var deliveries = repository();
        deliveries.insert(delivery(1), Optional.of(NOW));
        var due = deliveries.findDue(NOW, Optional.empty(), 1).getFirst();

        deliveries.postpone(due, NOW.plusSeconds(300));
        assertThat(deliveries.findDue(NOW.plusSeconds(299), Optional.empty(), 1)).isEmpty();
        assertThat(deliveries.find(ACME, due.id()).orElseThrow().version()).isEqualTo(1);

        deliveries.compareAndSet(delivery(1).claimed(NOW, LEASE), Optional.of(NOW.plusSeconds(60)));
        deliveries.postpone(due, NOW.plusSeconds(600));
        assertThat(deliveries.findDue(NOW.plusSeconds(60), Optional.empty(), 1)).hasSize(1);
    }

    private static Delivery delivery(int asset) {
        return Delivery.first(Samples.ready(asset), ENDPOINT, NOW);
    }

    private static Query query(int limit) {
        return new Query(ACME, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
