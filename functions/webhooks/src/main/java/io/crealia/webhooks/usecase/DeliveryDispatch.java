package io.crealia.webhooks.usecase;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.webhooks.domain.Delivery;
import io.crealia.webhooks.domain.DeliveryState.Waiting;
import io.crealia.webhooks.port.DeliveryQueue;
import java.time.Duration;
import java.time.Instant;

/** Sends the message of a delivery that was stored. One that cannot be sent is sent by the sweeper. */
final class DeliveryDispatch {
    private static final Log LOG = Log.of(DeliveryDispatch.class);

    private final DeliveryQueue queue;

    DeliveryDispatch(DeliveryQueue queue) {
        this.queue = queue;
    }

    /** Does nothing where nothing is due, or it is due later than a queue can wait. */
    void send(Delivery stored, Instant now) {
        if (!(stored.state() instanceof Waiting waiting) || !waiting.carried(now)) {
            return;
        }
        var delay = Duration.between(now, waiting.dueAt());
        try {
            queue.send(stored, delay.isNegative() ? Duration.ZERO : delay);
        } catch (DependencyException e) {
            LOG.error("a delivery waits for the sweeper", e, LogField.TENANT_ID.of(stored.tenant()));
        }
    }
}
