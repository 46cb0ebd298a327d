package io.crealia.workflow.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.SequentialIds;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.adapter.InterferingRunRepository;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.StoredRun;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EraseRunsTest {
    private static final AssetId UNHEARD = new AssetId(AssetId.PREFIX + "7".repeat(26));

    private final InMemoryRunRepository memory = new InMemoryRunRepository();
    private final InterferingRunRepository runs = new InterferingRunRepository(memory);
    private final Fixture fixture = new Fixture(runs);

    @Test
    void execute_runAtWork_isStoppedAndKeepsIdsOnly() {
        fixture.accept(Samples.accepted(1));
        fixture.sender.clear();

        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));

        var stored = fixture.stored(1);
        assertThat(stored.run().state()).isEqualTo(new RunState.Erased());
        assertThat(stored.run().steps()).isEmpty();
        assertThat(stored.run().history()).isEmpty();
        assertThat(stored.run().order().source()).isEmpty();
        assertThat(stored.run().order().parameters().scriptKey()).isEmpty();
        assertThat(stored.run().order().correlationId()).isEqualTo(Fixture.id(1).value());
        assertThat(stored.outbox()).isEmpty();
        assertThat(stored.nextAt()).isEmpty();
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement().isInstanceOfSatisfying(
                Fact.StepCancelled.class,
                fact -> assertThat(fact.token()).isEqualTo(new StepToken(Fixture.id(1), Step.PROBE, 1)));
        assertThat(fixture.sender.facts(QueueName.ASSETS)).isEmpty();
    }

    @Test
    void execute_unsentMessages_areForgotten() {
        fixture.sender.failNext(1);
        fixture.accept(Samples.accepted(1));
        assertThat(fixture.stored(1).outbox()).hasSize(3);

        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));

        assertThat(fixture.sender.facts(QueueName.STEPS)).hasSize(1).allMatch(Fact.StepCancelled.class::isInstance);
    }

    @Test
    void execute_everyLateFact_changesNothing() {
        fixture.accept(Samples.accepted(1));
        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));
        var erased = fixture.stored(1);
        fixture.sender.clear();

        fixture.accept(Samples.accepted(1));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));
        fixture.apply(1, new Event.Tick());
        fixture.apply(1, new Event.CancelRequested("x"));
        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));

        assertThat(fixture.stored(1)).isEqualTo(erased);
        assertThat(fixture.sender.sent()).isEmpty();
    }

    @Test
    void execute_endedRuns_areErasedToo() {
        fixture.accept(Samples.accepted(1));
        fixture.apply(1, new Event.CancelRequested("x"));

        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));

        assertThat(fixture.stored(1).run().state()).isEqualTo(new RunState.Erased());
    }

    @Test
    void execute_otherAssetsAndTenants_areLeftAlone() {
        fixture.accept(Samples.accepted(1));
        fixture.accept(Samples.accepted(2));

        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 2)));
        // The tombstone of a foreign asset would need the id of somebody's run.
        assertThatThrownBy(() -> new EraseRuns(runs, fixture.advance).execute(Samples.OTHER_TENANT, Samples.asset(1),
                "x")).isInstanceOf(DependencyException.class);

        assertThat(fixture.stored(1).run().state()).isEqualTo(new RunState.Running());
    }

    @Test
    void execute_deletedBeforeItsFirstRun_beginsNone() {
        var header = new Fact.Header("evt_deleting", Samples.NOW, Samples.TENANT, UNHEARD, "corr-0001");
        fixture.accept(new Fact.AssetDeleting(header));

        fixture.accept(new Fact.UploadAccepted(header, Samples.upload(1), Samples.source(1)));

        assertThat(memory.all()).extracting(StoredRun::run).singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(new RunState.Erased()));
        assertThat(fixture.sender.sent()).isEmpty();
    }

    @Test
    void execute_changedMeanwhile_isErasedAllTheSame() {
        fixture.accept(Samples.accepted(1));
        runs.beforeNextWrite(() -> fixture.apply(1, Fixture.progress(1, Step.PROBE, 60)));

        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));

        assertThat(fixture.stored(1).run().state()).isEqualTo(new RunState.Erased());
    }

    @Test
    void startRun_ofAnErasedAsset_findsNone() {
        fixture.accept(Samples.accepted(1));
        fixture.accept(new Fact.AssetDeleting(Samples.header("evt_deleting", 1)));
        var caller = new RunCreation.Caller(Samples.TENANT, Optional.empty(), "hash", "request", "corr-0001");
        var creation = new RunCreation(runs, Samples.DECIDER, new Outbox(fixture.sender), fixture.clock,
                run -> run.id().value());
        var start = new StartRun(runs, creation, new SequentialIds());

        assertThat(start.execute(new StartRun.Command(caller, Samples.asset(1),
                new StartRun.Choice(Optional.empty(), Optional.empty(), Optional.empty()))))
                .isInstanceOf(StartRun.Result.NoSuchAsset.class);
    }
}
