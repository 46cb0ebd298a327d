package io.crealia.local.cloud;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A standard queue as a template declares it.
 *
 * @param visibilityTimeout how long a received message stays hidden
 * @param retention how long a message is kept; 14 days at most. Older messages go at the next start of the cloud, not
 * before
 * @param redrive where a message goes that was received too often; the dead-letter queue must exist
 */
public record QueueSpec(String name, Duration visibilityTimeout, Duration retention, Optional<Redrive> redrive) {

    /** @param deadLetterQueue the name of the queue, not its ARN */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {

        public Redrive {
            Objects.requireNonNull(deadLetterQueue, "redrive.deadLetterQueue");
            if (maxReceiveCount < 1 || maxReceiveCount > 1000) {
                throw new IllegalArgumentException(
                        "redrive.maxReceiveCount must be 1 to 1000, was " + maxReceiveCount);
            }
        }
    }

    public QueueSpec {
        Objects.requireNonNull(redrive, "redrive");
        if (name == null || !name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw new IllegalArgumentException("queue name must be 1 to 80 of A-Z a-z 0-9 _ -, was " + name);
        }
        within("visibilityTimeout", visibilityTimeout, Duration.ZERO, Duration.ofHours(12));
        within("retention", retention, Duration.ofMinutes(1), Duration.ofDays(14));
    }

    /** AWS's defaults: 30 s visibility, 4 days retention, no dead-letter queue. */
    public static QueueSpec named(String name) {
        return new QueueSpec(name, Duration.ofSeconds(30), Duration.ofDays(4), Optional.empty());
    }

    public QueueSpec withVisibilityTimeout(Duration timeout) {
        return new QueueSpec(name, timeout, retention, redrive);
    }

    public QueueSpec withRetention(Duration newRetention) {
        return new QueueSpec(name, visibilityTimeout, newRetention, redrive);
    }

    public QueueSpec withRedrive(String deadLetterQueue, int maxReceiveCount) {
        return new QueueSpec(name, visibilityTimeout, retention,
                Optional.of(new Redrive(deadLetterQueue, maxReceiveCount)));
    }

    private static void within(String field, Duration value, Duration least, Duration most) {
        if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
