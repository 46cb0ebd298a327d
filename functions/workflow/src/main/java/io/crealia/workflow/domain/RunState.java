package io.crealia.workflow.domain;

import io.crealia.contracts.Fact.Reason;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Where a run stands. Every state but {@link Running} is terminal, and only an erasure follows a terminal one. */
public sealed interface RunState {
    record Running() implements RunState {}

    /** Everything the template promises is there and was verified. */
    record Ready() implements RunState {}

    /** What matters most is there; a step that may be missing is, for this reason. */
    record ReadyDegraded(Reason why) implements RunState {
        public ReadyDegraded {
            Objects.requireNonNull(why, "why");
        }
    }

    /** We could not do it. */
    record Failed(Reason why) implements RunState {
        public Failed {
            Objects.requireNonNull(why, "why");
        }
    }

    /** The source is at fault. */
    record Rejected(Reason why) implements RunState {
        public Rejected {
            Objects.requireNonNull(why, "why");
        }
    }

    /** The deadline of the whole run passed. */
    record Expired(Reason why) implements RunState {
        public Expired {
            Objects.requireNonNull(why, "why");
        }
    }

    record Cancelled() implements RunState {}

    /** The asset was erased; the document keeps ids only. */
    record Erased() implements RunState {}

    default boolean terminal() {
        return !(this instanceof Running);
    }

    /** Why the run is not simply ready. */
    default Optional<Reason> reason() {
        return switch (this) {
            case ReadyDegraded(var why) -> Optional.of(why);
            case Failed(var why) -> Optional.of(why);
            case Rejected(var why) -> Optional.of(why);
            case Expired(var why) -> Optional.of(why);
            case Running _,Ready _,Cancelled _,Erased _ -> Optional.empty();
        };
    }

    /** The name in documents. */
    default String storedName() {
        return switch (this) {
            case Running _ -> "RUNNING";
            case Ready _ -> "READY";
            case ReadyDegraded _ -> "READY_DEGRADED";
            case Failed _ -> "FAILED";
            case Rejected _ -> "REJECTED";
            case Expired _ -> "EXPIRED";
            case Cancelled _ -> "CANCELLED";
            case Erased _ -> "ERASED";
        };
    }

    /** The name in the API: lower case. */
    default String wireName() {
        return storedName().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such state, or its reason is missing */
    static RunState of(String storedName, Optional<Reason> reason) {
        return switch (storedName) {
            case "RUNNING" -> new Running();
            case "READY" -> new Ready();
            case "READY_DEGRADED" -> new ReadyDegraded(required(reason, storedName));
            case "FAILED" -> new Failed(required(reason, storedName));
            case "REJECTED" -> new Rejected(required(reason, storedName));
            case "EXPIRED" -> new Expired(required(reason, storedName));
            case "CANCELLED" -> new Cancelled();
            case "ERASED" -> new Erased();
            default -> throw new IllegalArgumentException("no run state named \"" + storedName + "\"");
        };
    }

    private static Reason required(Optional<Reason> reason, String state) {
        return reason.orElseThrow(() -> new IllegalArgumentException("state " + state + " needs a reason"));
    }
}
