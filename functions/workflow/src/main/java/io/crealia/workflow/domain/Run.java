package io.crealia.workflow.domain;

import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One run of a template over one asset, at one version. Immutable: {@link Decider} makes the next version.
 *
 * @param version from 1, contiguous
 * @param lastOpId what made this version: a fact's id, a request's id or {@code tick}
 * @param percent of the whole run, 0 to 100; never goes back
 * @param steps in the order of {@link Step}, which every template keeps
 * @param deadlineAt when a run that has not ended expires
 * @param endedAt present exactly in a terminal state
 * @param history the last {@value #MAX_HISTORY} events, oldest first
 */
public record Run(RunOrder order, long version, String lastOpId, RunState state, int percent,
        Map<Step, StepState> steps, Instant createdAt, Instant deadlineAt, Optional<Instant> endedAt,
        List<RunEvent> history) {
    public static final int MAX_HISTORY = 200;

    public Run {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(lastOpId, "lastOpId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(deadlineAt, "deadlineAt");
        steps = Step.inOrder(steps);
        history = List.copyOf(history);
        if (version < 1 || percent < 0 || percent > 100 || history.size() > MAX_HISTORY) {
            throw new IllegalArgumentException("run " + order.id() + " is out of its bounds");
        }
        if (state.terminal() != endedAt.isPresent()) {
            throw new IllegalArgumentException("run " + order.id() + " must have an end exactly when it ended");
        }
    }

    public RunId id() {
        return order.id();
    }

    public TenantId tenantId() {
        return order.tenantId();
    }

    /** The version after this one, of which only ids are left. */
    Run erased(String opId, Instant now) {
        return new Run(order.erased(), version + 1, opId, new RunState.Erased(), percent, Map.of(), createdAt,
                deadlineAt, endedAt.or(() -> Optional.of(now.isAfter(createdAt) ? now : createdAt)), List.of());
    }

    /** Keeps the place of a run that shall never be. */
    static Run erased(RunOrder order, String opId, Instant now) {
        return new Run(order.erased(), 1, opId, new RunState.Erased(), 0, Map.of(), now, now, Optional.of(now),
                List.of());
    }

    /** When something is due without any event: the next check, attempt or deadline. Empty once the run has ended. */
    public Optional<Instant> dueAt() {
        if (state.terminal()) {
            return Optional.empty();
        }
        return Optional.of(steps.values().stream().map(step -> switch (step) {
            case StepState.Running running -> earlier(running.checkAt(), running.deadlineAt());
            case StepState.Waiting waiting -> waiting.notBefore();
            case StepState.Pending _,StepState.Succeeded _,StepState.Skipped _,StepState.Failed _,StepState.Cancelled _ ->
                deadlineAt;
        }).reduce(deadlineAt, Run::earlier));
    }

    /** The result document's key of each step that has one. */
    public Map<Step, String> results() {
        var results = new EnumMap<Step, String>(Step.class);
        steps.forEach((step, at) -> at.result().ifPresent(key -> results.put(step, key)));
        return results;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
