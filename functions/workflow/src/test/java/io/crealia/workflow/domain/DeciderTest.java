package io.crealia.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.workflow.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeciderTest {
    private static final Reason REASON = new Reason("upload.not_media", "Not a media file.");

    @Test
    void open_started_requestsTheFirstStepAndAnnounces() {
        var order = Samples.order(1);
        var opened = Samples.DECIDER.open(new Event.Started("evt", order), Samples.NOW);

        assertThat(opened.effects()).containsExactly(
                new Effect.RequestStep(new StepToken(order.id(), Step.PROBE, 1)), new Effect.AnnounceAsset());
        assertThat(opened.next().version()).isEqualTo(1);
        assertThat(opened.next().deadlineAt()).isEqualTo(Samples.NOW.plus(Duration.ofHours(24)));
        assertThat(opened.next().dueAt()).contains(Samples.NOW.plus(Duration.ofMinutes(2)));
        assertThat(order.id().ulid()).isEqualTo(Samples.upload(1).ulid());
    }

    @Test
    void open_sourceRejected_endsAtOnceWithTheReason() {
        var opened = Samples.DECIDER.open(new Event.SourceRejected("evt", Samples.order(1), REASON), Samples.NOW);

        assertThat(opened.next().state()).isEqualTo(new RunState.Rejected(REASON));
        assertThat(opened.next().endedAt()).contains(Samples.NOW);
        assertThat(opened.next().dueAt()).isEmpty();
        assertThat(opened.effects()).containsExactly(new Effect.AnnounceAsset());
        var fact = Announcement.of(opened.next(), Samples.header("x", 1));
        assertThat(fact.state()).isEqualTo(AssetState.REJECTED);
        assertThat(fact.reason()).contains(REASON);
    }

    @Test
    void decide_allStepsSucceed_isPlayableAfterTranscodeAndReadyAfterVerify() {
        var run = Samples.started(1);
        var playable = new ArrayList<Boolean>();
        for (var step : List.of(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.VERIFY)) {
            playable.add(Announcement.playable(run));
            run = changed(run, Samples.succeeded(run, step, 1), Samples.NOW).next();
        }

        assertThat(playable).containsExactly(false, false, true, true);
        assertThat(run.state()).isEqualTo(new RunState.Ready());
        assertThat(run.percent()).isEqualTo(100);
        assertThat(Announcement.playable(run)).isTrue();
        assertThat(run.results()).containsOnlyKeys(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.VERIFY);
        assertThat(run.history()).extracting(RunEvent::what).startsWith("run_started", "step_started")
                .endsWith("step_succeeded", "run_ended");
    }

    @Test
    void decide_silentAttempt_isAskedForAgainWithTheSameTokenEverMoreSlowly() {
        var run = Samples.started(1);
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 4; i++) {
            var due = run.dueAt().orElseThrow();
            var decision = changed(run, new Event.Tick(), due);
            assertThat(decision.effects())
                    .containsExactly(new Effect.RequestStep(new StepToken(run.id(), Step.PROBE, 1)));
            run = decision.next();
            waits.add(Duration.between(due, run.dueAt().orElseThrow()));
        }
        assertThat(waits).containsExactly(Duration.ofMinutes(4), Duration.ofMinutes(8), Duration.ofMinutes(8),
                Duration.ofMinutes(8));
        assertThat(run.dueAt()).contains(Samples.NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void decide_progress_isASignOfLifeThatMovesTheCheck() {
        var run = Samples.started(1);
        var later = Samples.NOW.plusSeconds(90);
        var next = changed(run, new Event.StepProgressed("x", new StepToken(run.id(), Step.PROBE, 1), 5), later).next();
        assertThat(next.dueAt()).contains(later.plus(Duration.ofMinutes(2)));
    }

    @Test
    void decide_everyAttemptTimesOut_failsAfterTheLastOne() {
        var run = Samples.started(1);
        var attempts = new ArrayList<Integer>();
        while (!run.state().terminal()) {
            var at = run.steps().get(Step.PROBE) instanceof StepState.Running running
                    ? running.deadlineAt()
                    : run.dueAt().orElseThrow();
            run = changed(run, new Event.Tick(), at).next();
            if (run.steps().get(Step.PROBE) instanceof StepState.Running running) {
                attempts.add(running.attempt());
            }
        }
        assertThat(attempts).containsExactly(2, 3);
        assertThat(run.state()).isEqualTo(new RunState.Failed(Decider.STEP_TIMEOUT));
    }

    @Test
    void decide_lateReportOfATimedOutAttempt_isFenced() {
        var run = Samples.started(1);
        var waiting = changed(run, new Event.Tick(), Samples.NOW.plus(Duration.ofMinutes(30))).next();
        assertThat(Samples.DECIDER.decide(waiting, Samples.succeeded(run, Step.PROBE, 1), Samples.NOW))
                .isEqualTo(new Decision.Unchanged());
        var second = changed(waiting, new Event.Tick(), waiting.dueAt().orElseThrow()).next();
        assertThat(Samples.DECIDER.decide(second, Samples.succeeded(run, Step.PROBE, 1), Samples.NOW))
                .isEqualTo(new Decision.Unchanged());
    }

    @Test
    void decide_degradingStepFails_goesOnAndEndsDegraded() {
        var run = Samples.DECIDER.open(new Event.Started("x", Samples.order(1, "frugal")), Samples.NOW).next();
        run = changed(run, Samples.succeeded(run, Step.PROBE, 1), Samples.NOW).next();
        var failed = new Event.StepFailed("x", new StepToken(run.id(), Step.STILLS, 1), FailureKind.PERMANENT,
                "stills.broken", "No frames.");
        run = changed(run, failed, Samples.NOW).next();
        assertThat(run.state()).isEqualTo(new RunState.Running());
        run = changed(run, Samples.succeeded(run, Step.VERIFY, 1), Samples.NOW).next();
        assertThat(run.state())
                .isEqualTo(new RunState.ReadyDegraded(new Reason("stills.broken", "Step stills failed.")));
        assertThat(run.percent()).isEqualTo(100);
    }

    @Test
    void decide_moreTransitionsThanPermitted_failsTheRun() {
        var run = Samples.DECIDER.open(new Event.Started("x", Samples.order(1, "frugal")), Samples.NOW).next();
        for (int percent = 1; percent < 30; percent++) {
            run = changed(run, progress(run, percent), Samples.NOW).next();
        }
        assertThat(run.version()).isEqualTo(30);
        var last = changed(run, progress(run, 50), Samples.NOW);
        assertThat(last.next().state()).isEqualTo(new RunState.Failed(Decider.EXHAUSTED));
        assertThat(last.effects()).containsExactly(
                new Effect.CancelStep(new StepToken(run.id(), Step.PROBE, 1)), new Effect.AnnounceAsset());
    }

    @Test
    void decide_templateGrewMeanwhile_doesTheNewStepToo() {
        var run = Samples.started(1);
        var old = new Run(run.order(), run.version(), "x", run.state(), 0,
                Map.of(Step.PROBE, run.steps().get(Step.PROBE)), run.createdAt(), run.deadlineAt(), Optional.empty(),
                run.history());
        var next = changed(old, Samples.succeeded(run, Step.PROBE, 1), Samples.NOW).next();
        assertThat(next.steps().get(Step.TRANSCODE)).isInstanceOf(StepState.Running.class);
        assertThat(next.steps()).hasSize(5);
    }

    @Test
    void decide_longTextsOfOthers_areCut() {
        var run = Samples.started(1);
        var failed = new Event.StepFailed("x", new StepToken(run.id(), Step.PROBE, 1), FailureKind.REJECT,
                "c".repeat(10_000), "d".repeat(10_000));
        var reason = changed(run, failed, Samples.NOW).next().state().reason().orElseThrow();
        assertThat(reason.code()).hasSize(100);
        assertThat(reason.detail()).hasSize(500);
    }

    @Test
    void decide_clockBehind_neverEndsBeforeItStarted() {
        var run = Samples.started(1);
        var ended = changed(run, new Event.CancelRequested("x"), Samples.NOW.minusSeconds(3600)).next();
        assertThat(ended.endedAt()).contains(Samples.NOW);
        assertThat(((StepState.Cancelled) ended.steps().get(Step.PROBE)).endedAt()).isEqualTo(Samples.NOW);
    }

    @Test
    void backoff_manyTokens_spreadsOverTheWholeInterval() {
        var waits = new HashSet<Duration>();
        for (int i = 0; i < 1000; i++) {
            var token = new StepToken(Samples.order(i).id(), Step.TRANSCODE, 2);
            assertThat(Backoff.after(token, Samples.STREAM)).isBetween(Duration.ZERO, Duration.ofSeconds(10))
                    .isEqualTo(Backoff.after(token, Samples.STREAM));
            waits.add(Duration.ofSeconds(Backoff.after(token, Samples.STREAM).toSeconds()));
        }
        assertThat(waits).hasSize(10);
        assertThat(Backoff.after(new StepToken(Samples.order(1).id(), Step.PROBE, 40), Samples.STREAM))
                .isLessThan(Duration.ofMinutes(5));
    }

    private static Event progress(Run run, int percent) {
        return new Event.StepProgressed("x", new StepToken(run.id(), Step.PROBE, 1), percent);
    }

    private static Decision.Changed changed(Run run, Event event, Instant now) {
        return (Decision.Changed) Samples.DECIDER.decide(run, event, now);
    }

    @Test
    void retry_ofAFailedRun_inheritsWhatCameBeforeTheFailure() {
        var run = Samples.started(1);
        run = changed(run, Samples.succeeded(run, Step.PROBE, 1), Samples.NOW).next();
        run = changed(run, Samples.succeeded(run, Step.TRANSCODE, 1), Samples.NOW).next();
        run = changed(run, new Event.StepFailed("x", new StepToken(run.id(), Step.STILLS, 1), FailureKind.PERMANENT,
                "stills.broken", "No frames."), Samples.NOW).next();

        var plan = Retry.plan(run, Samples.STREAM, Optional.empty());

        assertThat(plan).isInstanceOfSatisfying(Retry.Plan.Possible.class, possible -> {
            assertThat(possible.from()).isEqualTo(Step.STILLS);
            assertThat(possible.inherited()).containsOnlyKeys(Step.PROBE, Step.TRANSCODE);
            var again = Samples.DECIDER.open(new Event.RetryRequested("x", Samples.order(2), possible.inherited()),
                    Samples.NOW);
            assertThat(again.effects().getFirst())
                    .isEqualTo(new Effect.RequestStep(new StepToken(Samples.order(2).id(), Step.STILLS, 1)));
            assertThat(again.next().percent()).isEqualTo(82);
        });
        assertThat(Retry.plan(run, Samples.STREAM, Optional.of(Step.PROBE)))
                .isInstanceOfSatisfying(Retry.Plan.Possible.class, p -> assertThat(p.inherited()).isEmpty());
        assertThat(Retry.plan(run, Samples.STREAM, Optional.of(Step.VERIFY)))
                .isEqualTo(new Retry.Plan.NoSuchStart("one of [probe, transcode, stills]"));
        assertThat(Retry.plan(Samples.started(1), Samples.STREAM, Optional.empty()))
                .isInstanceOf(Retry.Plan.NotRetryable.class);
    }
}
