package io.crealia.platform.message;

import java.util.Objects;

/**
 * A message that was decided together with a state change and is sent after it.
 *
 * @param id of the effect; the fact inside carries the same
 * @param queue the logical queue
 * @param body the encoded fact
 */
public record OutboxMessage(String id, QueueName queue, String body) {
    public OutboxMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(body, "body");
    }
}
