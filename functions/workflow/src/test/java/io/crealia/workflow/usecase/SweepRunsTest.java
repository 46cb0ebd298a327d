package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.message.QueueName;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.adapter.InterferingRunRepository;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SweepRunsTest {
    private final InterferingRunRepository runs = new InterferingRunRepository(new InMemoryRunRepository());
    private final Fixture fixture = new Fixture(runs);

    @Test
    void execute_nothingDue_visitsNobody() {
        fixture.accept(Samples.accepted(1));
        fixture.clock.advance(Duration.ofSeconds(119));
        assertThat(fixture.sweep.execute()).isEqualTo(new SweepRuns.Report(0, 0, 0, Duration.ZERO, true));
    }

    @Test
    void execute_silentAttempt_asksAgainWithTheSameToken() {
        fixture.accept(Samples.accepted(1));
        fixture.sender.clear();
        fixture.clock.advance(Duration.ofSeconds(150));

        assertThat(fixture.sweep.execute()).isEqualTo(new SweepRuns.Report(1, 1, 0, Duration.ofSeconds(30), true));
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement().isInstanceOfSatisfying(
                Fact.StepRequested.class,
                fact -> assertThat(fact.token()).isEqualTo(new StepToken(Fixture.id(1), Step.PROBE, 1)));
        assertThat(fixture.sender.facts(QueueName.ASSETS)).isEmpty();
        assertThat(fixture.sweep.execute().visited()).isZero();
    }

    @Test
    void execute_crashBetweenCommitAndSend_sendsWhatWasDecided() {
        // As after a crash: the run is stored, its messages are not sent, and nobody will come back for them.
        fixture.sender.failNext(Integer.MAX_VALUE);
        fixture.accept(Samples.accepted(1));
        fixture.apply(1, new Event.CancelRequested("x"));
        fixture.sender.failNext(0);
        assertThat(fixture.sender.sent()).isEmpty();
        assertThat(fixture.stored(1).run().state()).isEqualTo(new RunState.Cancelled());

        fixture.clock.advance(Duration.ofSeconds(60));
        assertThat(fixture.sweep.execute().visited()).isEqualTo(1);
        assertThat(fixture.sender.facts(QueueName.STEPS)).hasSize(2).last()
                .isInstanceOf(Fact.StepCancelled.class);
        assertThat(fixture.sender.facts(QueueName.ASSETS)).hasSize(1);
        assertThat(fixture.stored(1).outbox()).isEmpty();
        assertThat(fixture.stored(1).nextAt()).isEmpty();
        fixture.clock.advance(Duration.ofDays(2));
        assertThat(fixture.sweep.execute().visited()).isZero();
    }

    @Test
    void execute_attemptPastItsDeadline_cancelsItAndTriesAgainAfterTheWait() {
        fixture.accept(Samples.accepted(1));
        fixture.sender.clear();
        fixture.clock.advance(Duration.ofMinutes(31));
        fixture.sweep.execute();
        fixture.clock.advance(Duration.ofMinutes(5));
        fixture.sweep.execute();
        assertThat(fixture.sender.facts(QueueName.STEPS)).satisfiesExactly(
                first -> assertThat(((Fact.StepCancelled) first).token().attempt()).isEqualTo(1),
                second -> assertThat(((Fact.StepRequested) second).token().attempt()).isEqualTo(2));
    }

    @Test
    void execute_oneBadRun_drivesTheOthersOn() {
        for (int number = 1; number <= 250; number++) {
            fixture.accept(Samples.accepted(number));
        }
        runs.failFor(Fixture.id(1));
        fixture.clock.advance(Duration.ofMinutes(3));
        assertThat(fixture.sweep.execute())
                .isEqualTo(new SweepRuns.Report(250, 249, 1, Duration.ofMinutes(1), true));
        assertThat(fixture.sweep.execute().visited()).isEqualTo(1);
    }

    @Test
    void execute_budgetUsedUp_leavesTheRestToTheNextSweep() {
        for (int number = 1; number <= 3; number++) {
            fixture.accept(Samples.accepted(number));
        }
        fixture.clock.advance(Duration.ofMinutes(3));
        runs.beforeNextWrite(() -> fixture.clock.advance(Duration.ofSeconds(40)));
        var report = fixture.sweep.execute();
        assertThat(report.visited()).isEqualTo(1);
        assertThat(report.complete()).isFalse();
        assertThat(fixture.sweep.execute().visited()).isEqualTo(2);
    }

    @Test
    void execute_threeAtOnce_askEachAttemptAgainOnce() throws Exception {
        for (int number = 1; number <= 100; number++) {
            fixture.accept(Samples.accepted(number));
        }
        fixture.sender.clear();
        fixture.clock.advance(Duration.ofMinutes(3));
        try (var threads = Executors.newFixedThreadPool(3)) {
            var sweeps = new ArrayList<Future<SweepRuns.Report>>();
            for (int i = 0; i < 3; i++) {
                sweeps.add(threads.submit(fixture.sweep::execute));
            }
            int advanced = 0;
            for (var sweep : sweeps) {
                assertThat(sweep.get().failed()).isZero();
                advanced += sweep.get().advanced();
            }
            assertThat(advanced).isEqualTo(100);
        }
        // Two sweeps may send one message twice, but never two messages.
        assertThat(fixture.sender.facts(QueueName.STEPS).stream().map(fact -> fact.header().id()).distinct())
                .hasSize(100);
    }
}
