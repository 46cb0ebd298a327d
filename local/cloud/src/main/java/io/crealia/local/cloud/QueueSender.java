package io.crealia.local.cloud;

/** Sends to queues by their names, which stay the same when ports change. */
@FunctionalInterface
public interface QueueSender {

    /** @throws RuntimeException when the queue did not take the message, or may have taken it */
    void send(String queue, String body);
}
