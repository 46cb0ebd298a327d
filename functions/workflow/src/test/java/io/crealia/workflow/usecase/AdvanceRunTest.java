package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.adapter.InterferingRunRepository;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.domain.StepState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdvanceRunTest {
    private final InMemoryRunRepository memory = new InMemoryRunRepository();
    private final InterferingRunRepository runs = new InterferingRunRepository(memory);
    private final Fixture fixture = new Fixture(runs);

    @Test
    void execute_started_sendsTheFirstStepAndTheAsset() {
        fixture.accept(Samples.accepted(1));

        var id = Fixture.id(1);
        assertThat(fixture.sender.sent()).extracting(OutboxMessage::id).containsExactly(id + ":1:0", id + ":1:1",
                id + ":1:event");
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement()
                .isInstanceOfSatisfying(Fact.StepRequested.class, fact -> {
                    assertThat(fact.token()).isEqualTo(new StepToken(id, Step.PROBE, 1));
                    assertThat(fact.source()).isEqualTo(Samples.source(1));
                    assertThat(fact.results()).isEmpty();
                    assertThat(fact.header().id()).isEqualTo(id + ":1:0");
                    assertThat(fact.header().correlationId()).isEqualTo("corr-0001");
                });
        assertThat(fixture.sender.facts(QueueName.ASSETS)).singleElement()
                .isInstanceOfSatisfying(Fact.AssetChanged.class, fact -> {
                    assertThat(fact.state()).isEqualTo(AssetState.PREPARING);
                    assertThat(fact.runVersion()).isEqualTo(1);
                    assertThat(fact.steps()).hasSize(5);
                });
        assertThat(fixture.stored(1).outbox()).isEmpty();
        assertThat(fixture.stored(1).nextAt()).contains(Samples.NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void execute_repeatedStart_makesOneRunAndSendsNothingMore() {
        for (int i = 0; i < 5; i++) {
            fixture.accept(Samples.accepted(1));
        }
        assertThat(memory.all()).hasSize(1);
        assertThat(fixture.sender.sent()).hasSize(3);
    }

    @Test
    void execute_queueAway_keepsTheMessagesForTheNextVisitor() {
        fixture.sender.failNext(1);
        fixture.accept(Samples.accepted(1));
        assertThat(fixture.sender.sent()).isEmpty();
        assertThat(fixture.stored(1).outbox()).hasSize(3);
        assertThat(fixture.stored(1).nextAt()).contains(Samples.NOW.plusSeconds(30));

        fixture.accept(Samples.accepted(1));
        assertThat(fixture.sender.sent()).hasSize(3);
        assertThat(fixture.stored(1).outbox()).isEmpty();
    }

    @Test
    void execute_wholeRun_tellsOthersOfEachStateOnce() {
        fixture.accept(Samples.accepted(1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));
        fixture.apply(1, Fixture.progress(1, Step.TRANSCODE, 50));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.TRANSCODE, 1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.STILLS, 1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.VERIFY, 1));

        assertThat(fixture.sender.facts(QueueName.EVENTS)).map(Fact.AssetChanged.class::cast)
                .extracting(Fact.AssetChanged::state, Fact.AssetChanged::playable)
                .containsExactly(tuple(AssetState.PREPARING, false), tuple(AssetState.PREPARING, true),
                        tuple(AssetState.READY, true));
    }

    @Test
    void execute_queueAwayOverSeveralEvents_losesNone() {
        fixture.sender.failNext(Integer.MAX_VALUE);
        fixture.accept(Samples.accepted(1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.TRANSCODE, 1));
        fixture.apply(1, new Event.CancelRequested("cancel"));
        fixture.sender.failNext(0);
        fixture.apply(1, new Event.Tick());

        assertThat(fixture.sender.facts(QueueName.EVENTS)).map(Fact.AssetChanged.class::cast)
                .extracting(Fact.AssetChanged::state)
                .containsExactly(AssetState.PREPARING, AssetState.PREPARING, AssetState.CANCELLED);
        assertThat(fixture.sender.facts(QueueName.ASSETS)).hasSize(1);
    }

    @Test
    void execute_acknowledgementLost_isCommittedAndSentAgainWithTheSameIds() {
        runs.failNextAcknowledge();
        fixture.accept(Samples.accepted(1));
        fixture.accept(Samples.accepted(1));
        var id = Fixture.id(1);
        assertThat(fixture.sender.sent()).extracting(OutboxMessage::id).containsExactly(id + ":1:0", id + ":1:1",
                id + ":1:event", id + ":1:0", id + ":1:1", id + ":1:event");
    }

    @Test
    void execute_somebodyWasFaster_decidesAgainOnTheNewState() {
        fixture.accept(Samples.accepted(1));
        runs.beforeNextWrite(() -> fixture.apply(1, Fixture.progress(1, Step.PROBE, 70)));
        fixture.apply(1, Fixture.progress(1, Step.PROBE, 80));

        var run = fixture.stored(1).run();
        assertThat(run.version()).isEqualTo(3);
        assertThat(((StepState.Running) run.steps().get(Step.PROBE)).percent()).isEqualTo(80);
    }

    @Test
    void execute_somebodyEndedTheStepMeanwhile_isStale() {
        fixture.accept(Samples.accepted(1));
        runs.beforeNextWrite(() -> fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1)));
        var result = fixture.apply(1, Fixture.progress(1, Step.PROBE, 80));
        assertThat(result).isInstanceOf(AdvanceRun.Result.Unchanged.class);
        assertThat(fixture.stored(1).run().version()).isEqualTo(2);
    }

    @Test
    void execute_everybodyElseIsFaster_givesUpSoThatTheEventComesAgain() {
        fixture.accept(Samples.accepted(1));
        var other = new Fixture(memory);
        for (int i = 0; i < 10; i++) {
            int percent = 50 + i;
            runs.beforeNextWrite(() -> other.apply(1, Fixture.progress(1, Step.PROBE, percent)));
        }
        assertThatThrownBy(() -> fixture.apply(1, Fixture.progress(1, Step.PROBE, 99)))
                .isInstanceOf(DependencyException.class).hasMessageContaining(Fixture.id(1).value());
    }

    @Test
    void execute_bothInsert_makesOneRun() {
        runs.beforeNextWrite(() -> new Fixture(memory).accept(Samples.accepted(1)));
        fixture.accept(Samples.accepted(1));
        assertThat(memory.all()).hasSize(1);
        assertThat(fixture.stored(1).run().version()).isEqualTo(1);
    }

    @Test
    void execute_runOfAnotherTenant_isUnknown() {
        fixture.accept(Samples.accepted(1));
        var result = fixture.advance.execute(Samples.OTHER_TENANT, Fixture.id(1), new Event.CancelRequested("x"));
        assertThat(result).isEqualTo(new AdvanceRun.Result.Unknown(Fixture.id(1)));
        assertThat(fixture.stored(1).run().state()).isEqualTo(new RunState.Running());
    }

    @Test
    void execute_queueAwayForLong_replacesAnnouncementsAndThenStandsStill() {
        fixture.accept(Samples.accepted(1));
        fixture.sender.clear();
        fixture.sender.failNext(Integer.MAX_VALUE);
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));
        for (int percent = 2; percent <= 90; percent++) {
            fixture.apply(1, Fixture.progress(1, Step.TRANSCODE, percent));
        }
        assertThat(fixture.stored(1).outbox()).extracting(OutboxMessage::queue).containsExactly(QueueName.STEPS,
                QueueName.ASSETS);

        for (int i = 0; i < 30; i++) {
            fixture.clock.advance(Duration.ofMinutes(8));
            fixture.apply(1, new Event.Tick());
        }
        assertThat(fixture.stored(1).outbox()).hasSize(32);
        fixture.clock.advance(Duration.ofMinutes(8));
        assertThatThrownBy(() -> fixture.apply(1, new Event.Tick())).isInstanceOf(DependencyException.class)
                .hasMessageContaining("full outbox");

        fixture.sender.failNext(0);
        fixture.apply(1, new Event.Tick());
        assertThat(fixture.stored(1).outbox()).isEmpty();
    }
}
