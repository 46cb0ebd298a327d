package io.crealia.operations.domain;

import java.util.List;

/** What was found when the dependencies were asked. */
public record Health(List<Check> checks) {
    public enum Status {
        /** Everything answers. */
        OK,
        /** Something answers not that we can do without. */
        DEGRADED,
        /** Something answers not that we need. */
        UNAVAILABLE
    }

    /** @param millis how long the answer, or the wait for it, took */
    public record Check(String name, boolean required, boolean answered, long millis) {}

    public Health {
        checks = List.copyOf(checks);
    }

    public Status status() {
        if (checks.stream().allMatch(Check::answered)) {
            return Status.OK;
        }
        return checks.stream().allMatch(check -> check.answered() || !check.required())
                ? Status.DEGRADED
                : Status.UNAVAILABLE;
    }
}
