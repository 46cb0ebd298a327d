package io.crealia.webhooks.domain;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one attempt.
 *
 * @param status of the answer, if there was one
 * @param error empty if the receiver took the message
 * @param retryAfter what the receiver asks for; the next attempt does not come earlier
 */
public record Outcome(Optional<Integer> status, Optional<AttemptError> error, Optional<Duration> retryAfter) {
    private static final int GONE = 410;

    public Outcome {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    public static Outcome answered(int status, Optional<Duration> retryAfter) {
        return new Outcome(Optional.of(status), error(status), retryAfter);
    }

    public static Outcome failed(AttemptError error) {
        return new Outcome(Optional.empty(), Optional.of(error), Optional.empty());
    }

    public boolean success() {
        return error.isEmpty();
    }

    private static Optional<AttemptError> error(int status) {
        if (status == GONE) {
            return Optional.of(AttemptError.GONE);
        }
        return switch (status / 100) {
            case 2 -> Optional.empty();
            case 3 -> Optional.of(AttemptError.REDIRECT);
            default -> Optional.of(AttemptError.STATUS);
        };
    }
}
