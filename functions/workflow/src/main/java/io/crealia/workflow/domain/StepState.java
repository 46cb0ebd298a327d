package io.crealia.workflow.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where one step of a run stands. {@code startedAt} is always the start of the step's first attempt, so that a step's
 * duration counts its failed attempts too.
 */
public sealed interface StepState {
    record Pending() implements StepState {}

    /**
     * An attempt is under way; its token is (run, step, attempt).
     *
     * @param attempt from 1
     * @param deadlineAt when the attempt counts as failed
     * @param checkAt when the attempt is asked for again, if nothing was heard of it
     * @param percent of the attempt, 0 to 100; never goes back within one attempt
     * @param redrives how often the attempt was asked for again
     */
    record Running(int attempt, Instant startedAt, Instant deadlineAt, Instant checkAt, int percent,
            int redrives) implements StepState {
        public Running {
            requireAttempt(attempt);
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(deadlineAt, "deadlineAt");
            Objects.requireNonNull(checkAt, "checkAt");
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("percent must be from 0 to 100, was " + percent);
            }
        }
    }

    /**
     * The last attempt failed; the next one waits.
     *
     * @param attempt the next attempt
     * @param notBefore when it may start
     * @param code why the last one failed
     */
    record Waiting(int attempt, Instant startedAt, Instant notBefore, String code) implements StepState {
        public Waiting {
            requireAttempt(attempt);
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(notBefore, "notBefore");
            Objects.requireNonNull(code, "code");
        }
    }

    /** @param resultKey absent for a step that the workflow does itself */
    record Succeeded(int attempt, Optional<String> resultKey, Instant startedAt, Instant endedAt)
            implements
            StepState {
        public Succeeded {
            requireAttempt(attempt);
            Objects.requireNonNull(resultKey, "resultKey");
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(endedAt, "endedAt");
        }
    }

    /** The step had nothing to do, which is as good as success; its result document says so too. */
    record Skipped(int attempt, String resultKey, String reason, Instant startedAt, Instant endedAt)
            implements
            StepState {
        public Skipped {
            requireAttempt(attempt);
            Objects.requireNonNull(resultKey, "resultKey");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(endedAt, "endedAt");
        }
    }

    record Failed(int attempt, String code, Instant startedAt, Instant endedAt) implements StepState {
        public Failed {
            requireAttempt(attempt);
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(endedAt, "endedAt");
        }
    }

    /**
     * The run ended before the step did.
     *
     * @param attempt 0 if the step never started
     */
    record Cancelled(int attempt, Optional<Instant> startedAt, Instant endedAt) implements StepState {
        public Cancelled {
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(endedAt, "endedAt");
        }
    }

    /** The name in documents, in the API and in facts. */
    default String wireName() {
        return switch (this) {
            case Pending _ -> "pending";
            case Running _ -> "running";
            case Waiting _ -> "waiting";
            case Succeeded _ -> "succeeded";
            case Skipped _ -> "skipped";
            case Failed _ -> "failed";
            case Cancelled _ -> "cancelled";
        };
    }

    /** Whether the steps after this one may build on it. */
    default boolean done() {
        return this instanceof Succeeded || this instanceof Skipped;
    }

    default boolean ended() {
        return done() || this instanceof Failed || this instanceof Cancelled;
    }

    /** The key of the result document, once there is one. */
    default Optional<String> result() {
        return switch (this) {
            case Succeeded s -> s.resultKey();
            case Skipped s -> Optional.of(s.resultKey());
            case Pending _,Running _,Waiting _,Failed _,Cancelled _ -> Optional.empty();
        };
    }

    private static void requireAttempt(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, was " + attempt);
        }
    }
}
