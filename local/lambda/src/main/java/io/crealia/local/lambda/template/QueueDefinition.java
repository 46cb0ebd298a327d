package io.crealia.local.lambda.template;

import java.time.Duration;
import java.util.Optional;

/**
 * @param id logical id
 * @param name physical name
 * @param visibility how long a received message stays hidden
 * @param retention how long a message is kept
 */
public record QueueDefinition(String id, String name, Duration visibility, Duration retention,
        Optional<Redrive> redrive) {

    /** After {@code maxReceiveCount} receives a message moves to {@code deadLetterQueue} (a queue's name). */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}
}
