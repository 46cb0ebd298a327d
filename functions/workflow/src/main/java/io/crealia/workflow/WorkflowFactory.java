package io.crealia.workflow;

import dagger.Module;
import dagger.Provides;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.store.MongoConnection;
import io.crealia.workflow.adapter.MongoRunCosts;
import io.crealia.workflow.adapter.MongoRunRepository;
import io.crealia.workflow.adapter.RunView;
import io.crealia.workflow.adapter.S3RunFiles;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.domain.Template;
import io.crealia.workflow.domain.Templates;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.usecase.AdvanceRun;
import io.crealia.workflow.usecase.BackfillRuns;
import io.crealia.workflow.usecase.CancelRun;
import io.crealia.workflow.usecase.CompareRuns;
import io.crealia.workflow.usecase.EraseRuns;
import io.crealia.workflow.usecase.RetryRun;
import io.crealia.workflow.usecase.RunCreation;
import io.crealia.workflow.usecase.StartRun;
import io.crealia.workflow.usecase.SweepRuns;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Wires the workflow. */
@Module
abstract class WorkflowFactory {
    @Provides
    @Singleton
    static WorkflowConfig workflowConfig(Environment environment) {
        return WorkflowConfig.of(environment);
    }

    @Provides
    @Singleton
    static MediaConfig mediaConfig(Environment environment) {
        return MediaConfig.of(environment);
    }

    @Provides
    @Singleton
    static Templates templates(WorkflowConfig config) {
        return new Templates(List.of(Template.stream(config.timing()), Template.autoReels(config.timing())));
    }

    @Provides
    @Singleton
    static Decider decider(Templates templates) {
        return new Decider(templates);
    }

    @Provides
    @Singleton
    static RunRepository runs(MongoConnection mongo) {
        return new MongoRunRepository(mongo.collection("runs"));
    }

    @Provides
    @Singleton
    static AdvanceRun advanceRun(RunRepository runs, Decider decider, Outbox outbox, InstantSource clock) {
        return new AdvanceRun(runs, decider, outbox, clock);
    }

    @Provides
    @Singleton
    static SweepRuns sweepRuns(RunRepository runs, AdvanceRun advance, InstantSource clock, WorkflowConfig config) {
        return new SweepRuns(runs, advance, clock, config.sweepBudget());
    }

    @Provides
    @Singleton
    static FactEvents factEvents(RunRepository runs, AdvanceRun advance) {
        return new FactEvents(advance, new EraseRuns(runs, advance));
    }

    @Provides
    @Singleton
    static RunCreation runCreation(RunRepository runs, Decider decider, Outbox outbox, InstantSource clock) {
        return new RunCreation(runs, decider, outbox, clock, run -> Json.text(RunView.json(run)));
    }

    @Provides
    @Singleton
    static RetryRun retryRun(RunRepository runs, RunCreation creation, Templates templates, IdSource ids) {
        return new RetryRun(runs, creation, templates, ids);
    }

    @Provides
    @Singleton
    static BackfillRuns backfillRuns(RunRepository runs, RetryRun retry, InstantSource clock) {
        return new BackfillRuns(runs, retry, clock);
    }

    @Provides
    @Singleton
    static DiffRoutes diffRoutes(RunRepository runs, MongoConnection mongo, AwsClients clients, MediaConfig config) {
        return new DiffRoutes(new CompareRuns(runs, new S3RunFiles(clients::s3, config.mediaBucket()),
                new MongoRunCosts(mongo.collection("costs"))));
    }

    @Provides
    @Singleton
    static WorkflowRoutes workflowRoutes(RunRepository runs, Templates templates, AdvanceRun advance,
            RunCreation creation, RetryRun retry, Budget budget, IdSource ids) {
        return new WorkflowRoutes(runs, templates, new StartRun(runs, creation, ids), new CancelRun(advance), retry,
                tenant -> budget.remaining(tenant) > 0);
    }
}
