package io.crealia.platform.message;

/** Sends to a queue, at least once. */
@FunctionalInterface
public interface MessageSender {
    /**
     * Returns when the queue has the message. After an exception it may have it all the same, so receivers dedupe.
     *
     * @throws io.crealia.platform.error.DependencyException if the queue did not acknowledge
     */
    void send(OutboxMessage message);
}
