package io.crealia.workflow.domain;

import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.StepToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole of the workflow's logic: a pure, total function from a run, an event and an instant to the next version and
 * its effects. Terminal is final, but for the erasure of the asset; an attempt that is not the current one, an unknown token and a repetition change
 * nothing; everything that could go on for ever has a bound.
 */
public final class Decider {
    static final Reason DEADLINE = new Reason("workflow.deadline", "The run did not end within its deadline.");
    static final Reason EXHAUSTED = new Reason("workflow.exhausted", "The run changed more often than a run may.");
    static final Reason STEP_TIMEOUT = new Reason("workflow.step_timeout",
            "The attempt did not end within its deadline.");
    private static final Decision UNCHANGED = new Decision.Unchanged();

    private final Templates templates;

    public Decider(Templates templates) {
        this.templates = templates;
    }

    /** The first version of a run. */
    public Decision.Changed open(Event.Opening event, Instant now) {
        var template = templates.of(event.order().template());
        return switch (event) {
            case Event.Started started -> begin(Change.opening(started.order(), template, Map.of(), now), started);
            case Event.RetryRequested retry ->
                begin(Change.opening(retry.order(), template, retry.inherited(), now), retry);
            case Event.SourceRejected rejected -> {
                var change = Change.opening(rejected.order(), template, Map.of(), now);
                change.end(new RunState.Rejected(rejected.reason()));
                yield change.finish(rejected.opId());
            }
            case Event.ErasedBefore erased -> new Decision.Changed(Run.erased(erased.order(), erased.opId(), now),
                    List.of());
        };
    }

    /** The next version of a run, if the event makes one. */
    public Decision decide(Run run, Event event, Instant now) {
        if (event instanceof Event.EraseRequested erase) {
            return erase(run, erase, now);
        }
        if (run.state().terminal()) {
            return UNCHANGED;
        }
        var template = templates.of(run);
        var change = Change.of(run, template, now);
        switch (event) {
            case Event.Opening _ -> {
            }
            case Event.Reported reported -> report(change, reported);
            case Event.EraseRequested _ -> throw new IllegalStateException("erased before");
            case Event.CancelRequested _ -> change.end(new RunState.Cancelled());
            case Event.Tick _ -> tick(change, run);
        }
        if (!change.touched()) {
            return UNCHANGED;
        }
        if (run.version() >= template.maxTransitions() && !change.ended()) {
            change = Change.of(run, template, now);
            change.end(new RunState.Failed(EXHAUSTED));
        }
        return change.finish(event.opId());
    }

    // Told to nobody but those at work: whoever asked for it tells the rest when the data are gone.
    private static Decision erase(Run run, Event.EraseRequested event, Instant now) {
        if (run.state() instanceof RunState.Erased) {
            return UNCHANGED;
        }
        var cancelled = new ArrayList<Effect>();
        run.steps().forEach((step, state) -> {
            if (state instanceof StepState.Running running) {
                cancelled.add(new Effect.CancelStep(new StepToken(run.id(), step, running.attempt())));
            }
        });
        return new Decision.Changed(run.erased(event.opId(), now), cancelled);
    }

    private static Decision.Changed begin(Change change, Event.Opening event) {
        change.advance();
        return change.finish(event.opId());
    }

    private static void report(Change change, Event.Reported event) {
        var token = event.token();
        change.current(token).ifPresent(running -> {
            switch (event) {
                case Event.StepProgressed progressed -> {
                    if (progressed.percent() > running.percent()) {
                        change.progress(token.step(), running, progressed.percent());
                    }
                }
                case Event.StepSucceeded succeeded ->
                    change.succeed(token.step(), running, succeeded.resultKey(), succeeded.skippedReason());
                case Event.StepFailed failed ->
                    change.fail(token.step(), running, failed.failure(), failed.code(), failed.detail());
            }
        });
    }

    private static void tick(Change change, Run run) {
        if (reached(run.deadlineAt(), change)) {
            change.end(new RunState.Expired(DEADLINE));
            return;
        }
        change.active().ifPresent(step -> {
            switch (change.step(step)) {
                case StepState.Running running when reached(running.deadlineAt(), change) -> {
                    change.cancelAttempt(step, running);
                    change.fail(step, running, FailureKind.RETRY, STEP_TIMEOUT.code(), STEP_TIMEOUT.detail());
                }
                case StepState.Running running when reached(running.checkAt(), change) -> change.redrive(step, running);
                case StepState.Waiting waiting when reached(waiting.notBefore(), change) ->
                    change.attempt(step, waiting.attempt(), waiting.startedAt());
                case StepState.Pending _,StepState.Running _,StepState.Waiting _,StepState.Succeeded _,StepState.Skipped _,StepState.Failed _,StepState.Cancelled _ ->
                    {
                }
            }
        });
    }

    private static boolean reached(Instant instant, Change change) {
        return !change.now().isBefore(instant);
    }
}
