package io.crealia.webhooks.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.testkit.Counted;
import io.crealia.webhooks.Samples;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What deliveries count: attempts each time, messages at their end. */
final class DeliveryMeasuresTest {
    private final Fixture fixture = new Fixture();

    @BeforeEach
    void oneEndpoint() {
        fixture.endpoints.insert(Samples.endpoint(Samples.ACME, Samples.ENDPOINT, 0));
    }

    @Test
    void execute_takenAtTheSecondAttempt_isOneMessage() {
        fixture.answer(500, 200);
        var counted = Counted.during(() -> {
            fixture.tell.execute(Samples.ready(1));
            fixture.tell.execute(Samples.ready(1));
            fixture.work();
            fixture.clock.advance(Duration.ofMinutes(10));
            fixture.work();
        });

        assertThat(counted).containsEntry("crealia_webhook_attempts_total|failed", 1L)
                .containsEntry("crealia_webhook_attempts_total|delivered", 1L)
                .containsEntry("crealia_webhook_messages_total|delivered", 1L);
    }

    @Test
    void execute_failsForDays_isExhausted() {
        IntStream.range(0, 20).forEach(_ -> fixture.answer(503));
        var counted = Counted.during(() -> {
            fixture.tell.execute(Samples.ready(1));
            for (var step = 0; step < 6 * 24 * 6; step++) {
                fixture.work();
                fixture.sweep.execute();
                fixture.clock.advance(Duration.ofMinutes(10));
            }
        });

        assertThat(counted).containsEntry("crealia_webhook_attempts_total|failed", 10L)
                .containsEntry("crealia_webhook_messages_total|exhausted", 1L);
    }

    @Test
    void execute_goneAndWhatWaited_areDisabled() {
        fixture.answer(410);
        var counted = Counted.during(() -> {
            fixture.tell.execute(Samples.ready(1));
            fixture.tell.execute(Samples.ready(2));
            fixture.work();
        });

        assertThat(counted).containsEntry("crealia_webhook_messages_total|disabled", 2L);
    }
}
