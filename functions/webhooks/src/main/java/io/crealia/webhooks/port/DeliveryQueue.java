package io.crealia.webhooks.port;

import io.crealia.webhooks.domain.Delivery;
import java.time.Duration;

/** Tells {@code webhooks-delivery} what to attempt. A message is a hint: the delivery's document is the truth. */
public interface DeliveryQueue {
    /**
     * Returns when the queue has the message. After an exception it may have it all the same.
     *
     * @param delay how long the queue holds it back, at most {@link io.crealia.webhooks.domain.DeliveryState#LONGEST_DELAY}
     * @throws io.crealia.platform.error.DependencyException if the queue did not acknowledge
     */
    void send(Delivery delivery, Duration delay);
}
