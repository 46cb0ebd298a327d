package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.SequentialIds;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.adapter.InterferingRunRepository;
import io.crealia.workflow.adapter.RunView;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.domain.StepState;
import io.crealia.workflow.domain.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BackfillRunsTest {
    private final InMemoryRunRepository memory = new InMemoryRunRepository();
    private final InterferingRunRepository runs = new InterferingRunRepository(memory);
    private final Fixture fixture = new Fixture(runs);
    private final SequentialIds ids = new SequentialIds();
    private final BackfillRuns backfill = new BackfillRuns(runs, retry(), fixture.clock);

    private RetryRun retry() {
        for (int i = 0; i < 1000; i++) {
            ids.ulid();
        }
        return new RetryRun(runs, new RunCreation(runs, Samples.DECIDER, new Outbox(fixture.sender), fixture.clock,
                run -> Json.text(RunView.json(run))), Samples.TEMPLATES, ids);
    }

    /** A run whose captions failed for good, ready all the same. */
    private Run degraded(String code) {
        fixture.accept(Samples.accepted(1, Template.AUTO_REELS));
        var run = fixture.stored(1).run();
        for (var step : List.of(Step.PROBE, Step.TRANSCODE, Step.STILLS)) {
            fixture.apply(1, Samples.succeeded(run, step, 1));
        }
        fixture.apply(1, new Event.StepFailed("evt_failed", new StepToken(run.id(), Step.CAPTIONS, 1),
                FailureKind.PERMANENT, code, "x"));
        for (var step : List.of(Step.ENRICH, Step.HIGHLIGHTS, Step.REELS, Step.VERIFY)) {
            fixture.apply(1, Samples.succeeded(run, step, 1));
        }
        return fixture.stored(1).run();
    }

    @Test
    void execute_dueRun_isTakenUpOnceFromTheStepThatFailed() {
        var old = degraded("ai.unavailable");
        assertThat(old.state()).isInstanceOf(RunState.ReadyDegraded.class);
        fixture.clock.advance(Duration.ofMinutes(14));
        assertThat(backfill.execute()).isZero();
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.sender.clear();

        assertThat(backfill.execute()).isEqualTo(1);
        assertThat(backfill.execute()).isZero();

        assertThat(memory.all()).hasSize(2);
        var fresh = memory.all().getLast().run();
        assertThat(fresh.order().retryOf()).contains(old.id());
        assertThat(fresh.order().parameters()).isEqualTo(old.order().parameters());
        assertThat(fresh.order().correlationId()).isEqualTo(old.order().correlationId());
        assertThat(fresh.steps().get(Step.STILLS)).isInstanceOf(StepState.Succeeded.class);
        assertThat(fresh.steps().get(Step.CAPTIONS)).isInstanceOf(StepState.Running.class);
        assertThat(fixture.sender.facts(QueueName.TRANSCRIBE)).singleElement()
                .isInstanceOfSatisfying(Fact.StepRequested.class,
                        fact -> assertThat(fact.parameters()).isEqualTo(old.order().parameters()));
        assertThat(fixture.stored(1).run()).isEqualTo(old);
    }

    @Test
    void execute_failureThatTimeDoesNotCure_isLeftAlone() {
        degraded("ai.refused");
        fixture.clock.advance(Duration.ofDays(30));

        assertThat(backfill.execute()).isZero();
        assertThat(memory.all()).hasSize(1);
    }

    @Test
    void execute_storeFailsInBetween_isTakenUpLaterOnce() {
        var old = degraded("step.budget");
        fixture.clock.advance(Duration.ofHours(1));
        runs.failFor(old.id());
        assertThat(backfill.execute()).isZero();
        assertThat(memory.all()).hasSize(1);

        runs.failFor(Samples.order(9).id());
        assertThat(backfill.execute()).isEqualTo(1);
        assertThat(memory.all()).hasSize(2);
    }

    @Test
    void execute_assetHasANewerRun_leavesItAlone() {
        degraded("ai.unavailable");
        fixture.clock.advance(Duration.ofHours(1));
        retry().execute(new RetryRun.Command(new RunCreation.Caller(Samples.TENANT, Optional.of("mine"), "h",
                "req", "corr"), Fixture.id(1), Optional.empty()));

        assertThat(backfill.execute()).isZero();
        assertThat(memory.all()).hasSize(2);
    }
}
