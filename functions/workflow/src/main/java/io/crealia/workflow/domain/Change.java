package io.crealia.workflow.domain;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The next version of a run in the making: what one event does to steps and state, and the effects of it. Lives for one
 * call of {@link Decider}.
 */
final class Change {
    /** Texts of others are cut, so that a document stays small whatever they say. */
    private static final int MAX_CODE = 100;
    private static final int MAX_DETAIL = 500;

    private final RunOrder order;
    private final Template template;
    private final Instant now;
    private final Optional<Run> before;
    private final Map<Step, StepState> steps = new EnumMap<>(Step.class);
    private final List<Effect> effects = new ArrayList<>();
    private final List<RunEvent> history;
    private RunState state = new RunState.Running();
    private boolean touched;

    private Change(RunOrder order, Template template, Optional<Run> before, Instant now) {
        this.order = order;
        this.template = template;
        this.before = before;
        this.now = now;
        this.history = new ArrayList<>(before.map(Run::history).orElse(List.of()));
    }

    static Change opening(RunOrder order, Template template, Map<Step, StepState> inherited, Instant now) {
        var change = new Change(order, template, Optional.empty(), now);
        template.steps().forEach(policy -> change.steps.put(policy.step(),
                inherited.getOrDefault(policy.step(), new StepState.Pending())));
        change.note("run_started", Optional.empty(), 0, order.retryOf().map(id -> "retry of " + id).orElse(""));
        return change;
    }

    static Change of(Run run, Template template, Instant now) {
        var change = new Change(run.order(), template, Optional.of(run), now);
        // A step that the template got after the run began is still to be done.
        template.steps().forEach(policy -> change.steps.put(policy.step(), new StepState.Pending()));
        change.steps.putAll(run.steps());
        return change;
    }

    Instant now() {
        return now;
    }

    /** The step that is under way: the first one that has not ended. */
    Optional<Step> active() {
        return steps.entrySet().stream().filter(entry -> !entry.getValue().ended()).map(Map.Entry::getKey).findFirst();
    }

    /** The attempt that the token speaks of, if it is the one under way. Everything else is stale. */
    Optional<StepState.Running> current(StepToken token) {
        return token.runId().equals(order.id()) && steps.get(token.step()) instanceof StepState.Running running
                && running.attempt() == token.attempt() ? Optional.of(running) : Optional.empty();
    }

    StepState step(Step step) {
        return steps.get(step);
    }

    /** Starts the first pending step, does the workflow's own ones, and ends the run when none is left. */
    void advance() {
        while (true) {
            var next = active();
            if (next.isEmpty()) {
                end(steps.entrySet().stream().filter(entry -> entry.getValue() instanceof StepState.Failed).findFirst()
                        .map(Change::degraded).orElse(new RunState.Ready()));
                return;
            }
            if (policy(next.get()).kind() != StepPolicy.Kind.OWN) {
                attempt(next.get(), 1, now);
                return;
            }
            put(next.get(), new StepState.Succeeded(1, Optional.empty(), now, now), "step_succeeded", 1, "");
        }
    }

    /** @param since when the step's first attempt started */
    void attempt(Step step, int attempt, Instant since) {
        var policy = policy(step);
        var deadline = now.plus(policy.deadline());
        put(step, new StepState.Running(attempt, since, deadline, check(policy, deadline, 0), 0, 0), "step_started",
                attempt, "");
        effects.add(new Effect.RequestStep(new StepToken(order.id(), step, attempt)));
    }

    void redrive(Step step, StepState.Running running) {
        var redrives = running.redrives() + 1;
        put(step, new StepState.Running(running.attempt(), running.startedAt(), running.deadlineAt(),
                check(policy(step), running.deadlineAt(), redrives), running.percent(), redrives), "step_redriven",
                running.attempt(), "");
        effects.add(new Effect.RequestStep(new StepToken(order.id(), step, running.attempt())));
    }

    /** Progress is a sign of life, so the next check moves; it is not worth a line of history. */
    void progress(Step step, StepState.Running running, int percent) {
        steps.put(step, new StepState.Running(running.attempt(), running.startedAt(), running.deadlineAt(),
                check(policy(step), running.deadlineAt(), running.redrives()), percent, running.redrives()));
        touched = true;
    }

    void succeed(Step step, StepState.Running running, String resultKey, Optional<String> skipped) {
        var started = running.startedAt();
        var attempt = running.attempt();
        var ended = later(now, started);
        if (skipped.isPresent()) {
            var reason = cut(skipped.get(), MAX_DETAIL);
            put(step, new StepState.Skipped(attempt, resultKey, reason, started, ended), "step_skipped", attempt,
                    reason);
        } else {
            put(step, new StepState.Succeeded(attempt, Optional.of(resultKey), started, ended), "step_succeeded",
                    attempt, "");
        }
        advance();
    }

    /** Another attempt if the kind of failure and the step's bound permit one, else the end of the step. */
    void fail(Step step, StepState.Running running, FailureKind kind, String rawCode, String rawDetail) {
        var code = cut(rawCode, MAX_CODE);
        var reason = new Reason(code, cut(rawDetail, MAX_DETAIL));
        var policy = policy(step);
        var attempt = running.attempt();
        if (kind == FailureKind.RETRY && attempt < policy.maxAttempts()) {
            var wait = Backoff.after(new StepToken(order.id(), step, attempt), template);
            put(step, new StepState.Waiting(attempt + 1, running.startedAt(), now.plus(wait), code), "attempt_failed",
                    attempt, code);
            return;
        }
        put(step, new StepState.Failed(attempt, code, running.startedAt(), later(now, running.startedAt())),
                "step_failed", attempt, code);
        if (kind == FailureKind.REJECT) {
            end(new RunState.Rejected(reason));
        } else if (policy.kind() == StepPolicy.Kind.DEGRADES) {
            advance();
        } else {
            end(new RunState.Failed(reason));
        }
    }

    void cancelAttempt(Step step, StepState.Running running) {
        effects.add(new Effect.CancelStep(new StepToken(order.id(), step, running.attempt())));
    }

    void end(RunState end) {
        for (var entry : steps.entrySet()) {
            if (entry.getValue() instanceof StepState.Running running) {
                cancelAttempt(entry.getKey(), running);
            }
            if (!entry.getValue().ended()) {
                entry.setValue(cancelled(entry.getValue()));
            }
        }
        state = end;
        note("run_ended", Optional.empty(), 0, end.reason().map(Reason::code).orElse(end.wireName()));
    }

    boolean touched() {
        return touched;
    }

    boolean ended() {
        return state.terminal();
    }

    Decision.Changed finish(String opId) {
        var percent = Math.max(before.map(Run::percent).orElse(0), Percent.of(state, steps, template));
        var created = before.map(Run::createdAt).orElse(now);
        var next = new Run(order, version(), opId, state, percent, steps, created,
                before.map(Run::deadlineAt).orElse(now.plus(template.deadline())),
                state.terminal() ? Optional.of(later(now, created)) : Optional.empty(),
                history.subList(Math.max(0, history.size() - Run.MAX_HISTORY), history.size()));
        // Redrives and small progress change nothing that others can see, so they are not told.
        if (before.isEmpty() || !Announcement.sameView(before.get(), next)) {
            effects.add(new Effect.AnnounceAsset());
        }
        return new Decision.Changed(next, effects);
    }

    private StepState cancelled(StepState step) {
        return switch (step) {
            case StepState.Running running -> new StepState.Cancelled(running.attempt(),
                    Optional.of(running.startedAt()), later(now, running.startedAt()));
            case StepState.Waiting waiting -> new StepState.Cancelled(waiting.attempt() - 1,
                    Optional.of(waiting.startedAt()), later(now, waiting.startedAt()));
            case StepState.Pending _ -> new StepState.Cancelled(0, Optional.empty(), now);
            case StepState.Succeeded _,StepState.Skipped _,StepState.Failed _,StepState.Cancelled _ -> step;
        };
    }

    private static RunState degraded(Map.Entry<Step, StepState> failed) {
        var code = failed.getValue() instanceof StepState.Failed at ? at.code() : "";
        return new RunState.ReadyDegraded(new Reason(code, "Step " + failed.getKey().wireName() + " failed."));
    }

    private Instant check(StepPolicy policy, Instant deadline, int redrives) {
        var check = now.plus(policy.checkAfter(redrives));
        return redrives < policy.maxRedrives() && check.isBefore(deadline) ? check : deadline;
    }

    private StepPolicy policy(Step step) {
        return template.policy(step).orElseThrow(() -> new IllegalStateException(
                "template " + template.name() + " has no step " + step.wireName()));
    }

    private void put(Step step, StepState next, String what, int attempt, String detail) {
        steps.put(step, next);
        note(what, Optional.of(step), attempt, detail);
    }

    private void note(String what, Optional<Step> step, int attempt, String detail) {
        history.add(new RunEvent(version(), now, what, step, attempt, detail));
        touched = true;
    }

    private long version() {
        return before.map(Run::version).orElse(0L) + 1;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
