package io.crealia.webhooks.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** Where a delivery stands. All but {@link Waiting} and {@link Sending} are ends, which only a replay leaves. */
public sealed interface DeliveryState {
    /** The longest that a queue holds a message back (SQS DelaySeconds). */
    Duration LONGEST_DELAY = Duration.ofMinutes(15);
    /** How late a message may be before it counts as lost. */
    Duration GRACE = Duration.ofMinutes(1);

    /**
     * @param dueAt when the next attempt is to be made
     * @param deferrals how often it was put off because the tenant had too many attempts at once
     */
    record Waiting(Instant dueAt, int deferrals) implements DeliveryState {
        public Waiting {
            Objects.requireNonNull(dueAt, "dueAt");
        }

        /** Whether a queue can carry the message until it is due; else the sweeper sends it. */
        public boolean carried(Instant now) {
            return Duration.between(now, dueAt).compareTo(LONGEST_DELAY) <= 0;
        }
    }

    /** @param until when whoever makes the attempt has certainly ended */
    record Sending(Instant since, Instant until) implements DeliveryState {
        public Sending {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(until, "until");
        }
    }

    /** The receiver took it. */
    record Succeeded() implements DeliveryState {}

    /** The receiver did not take it in any attempt, or wants no more. */
    record Failed() implements DeliveryState {}

    /** The endpoint was deleted or disabled before the receiver took it. */
    record Cancelled() implements DeliveryState {}

    default boolean ended() {
        return switch (this) {
            case Waiting _,Sending _ -> false;
            case Succeeded _,Failed _,Cancelled _ -> true;
        };
    }

    /** The name in documents and in the API. */
    default String wireName() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
