package io.crealia.workflow;

import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.Outbox;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import io.crealia.testkit.SequentialIds;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.adapter.RunView;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.StoredRun;
import io.crealia.workflow.usecase.AdvanceRun;
import io.crealia.workflow.usecase.CancelRun;
import io.crealia.workflow.usecase.EraseRuns;
import io.crealia.workflow.usecase.RetryRun;
import io.crealia.workflow.usecase.RunCreation;
import io.crealia.workflow.usecase.StartRun;
import io.crealia.workflow.usecase.SweepRuns;
import java.time.Duration;

/** The workflow's use cases over a repository, a clock that stands still and a queue that remembers. */
public final class Fixture {
    public final MovableClock clock = new MovableClock();
    public final RecordingSender sender = new RecordingSender();
    public final RunRepository runs;
    public final AdvanceRun advance;
    public final SweepRuns sweep;
    public boolean withinBudget = true;

    public Fixture() {
        this(new InMemoryRunRepository());
    }

    public Fixture(RunRepository runs) {
        this.runs = runs;
        advance = new AdvanceRun(runs, Samples.DECIDER, new Outbox(sender), clock);
        sweep = new SweepRuns(runs, advance, clock, Duration.ofSeconds(40));
    }

    /** Hands a fact over as the queue function does. */
    public void accept(Fact fact) {
        new FactEvents(advance, new EraseRuns(runs, advance)).accept(fact);
    }

    public AdvanceRun.Result apply(int number, Event event) {
        return advance.execute(Samples.TENANT, id(number), event);
    }

    public StoredRun stored(int number) {
        return runs.find(Samples.TENANT, id(number)).orElseThrow();
    }

    public static RunId id(int number) {
        return RunOrder.firstRunOf(Samples.upload(number));
    }

    public static Event progress(int number, Step step, int percent) {
        return new Event.StepProgressed("evt_progress", new StepToken(id(number), step, 1), percent);
    }

    WorkflowRoutes routes() {
        var creation = new RunCreation(runs, Samples.DECIDER, new Outbox(sender), clock,
                run -> Json.text(RunView.json(run)));
        var ids = new SequentialIds();
        for (int i = 0; i < 1000; i++) {
            ids.ulid();
        }
        return new WorkflowRoutes(runs, Samples.TEMPLATES, new StartRun(runs, creation, ids), new CancelRun(advance),
                new RetryRun(runs, creation, Samples.TEMPLATES, ids), _ -> withinBudget);
    }
}
