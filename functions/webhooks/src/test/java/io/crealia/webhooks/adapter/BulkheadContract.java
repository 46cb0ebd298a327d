package io.crealia.webhooks.adapter;

import static io.crealia.webhooks.Samples.ACME;
import static io.crealia.webhooks.Samples.ENDPOINT;
import static io.crealia.webhooks.Samples.NOW;
import static io.crealia.webhooks.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.webhooks.Samples;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.port.Bulkhead;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Bulkhead} keeps. */
abstract class BulkheadContract {
    private static final Instant UNTIL = NOW.plusSeconds(60);

    abstract Bulkhead bulkhead(int places);

    @Test
    void enter_allPlacesTaken_isRefusedUntilSomebodyLeaves() {
        var bulkhead = bulkhead(2);
        assertThat(bulkhead.enter(ACME, id(1), NOW, UNTIL)).isTrue();
        assertThat(bulkhead.enter(ACME, id(2), NOW, UNTIL)).isTrue();
        assertThat(bulkhead.enter(ACME, id(3), NOW, UNTIL)).isFalse();
        assertThat(bulkhead.enter(RIVAL, id(4), NOW, UNTIL)).isTrue();

        bulkhead.leave(ACME, id(1));
        bulkhead.leave(ACME, id(9));
        assertThat(bulkhead.enter(ACME, id(3), NOW, UNTIL)).isTrue();
        assertThat(bulkhead.enter(ACME, id(5), NOW, UNTIL)).isFalse();
    }

    @Test
    void enter_placeOfTheDead_isFreeAgain() {
        var bulkhead = bulkhead(1);
        bulkhead.enter(ACME, id(1), NOW, UNTIL);
        assertThat(bulkhead.enter(ACME, id(2), UNTIL.minusMillis(1), UNTIL)).isFalse();
        assertThat(bulkhead.enter(ACME, id(2), UNTIL, UNTIL.plusSeconds(60))).isTrue();
        assertThat(bulkhead.enter(ACME, id(3), UNTIL, UNTIL.plusSeconds(60))).isFalse();
    }

    @Test
    void enter_sameDeliveryTwice_isRefused() {
        var bulkhead = bulkhead(3);
        assertThat(bulkhead.enter(ACME, id(1), NOW, UNTIL)).isTrue();
        assertThat(bulkhead.enter(ACME, id(1), NOW, UNTIL)).isFalse();
    }

    @Test
    void enter_manyAtOnce_letsInAsManyAsThereArePlaces() throws Exception {
        var bulkhead = bulkhead(4);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var entering = IntStream.range(0, 64).<Callable<Boolean>>mapToObj(
                    i -> () -> bulkhead.enter(ACME, id(i), NOW, UNTIL)).toList();
            var entered = 0;
            for (var result : threads.invokeAll(entering)) {
                entered += result.get() ? 1 : 0;
            }
            assertThat(entered).isEqualTo(4);
        }
    }

    private static DeliveryId id(int number) {
        return DeliveryId.of(Samples.ready(number).id(), ENDPOINT);
    }
}
