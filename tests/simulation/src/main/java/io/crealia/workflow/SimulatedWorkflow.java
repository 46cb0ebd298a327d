package io.crealia.workflow;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.lambda.SimulatedPlatform;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.usecase.AdvanceRun;

/** The workflow's functions, made by its own factory and called as its handlers call them. */
public final class SimulatedWorkflow {
    private final SimulatedPlatform platform;
    private final WorkflowConfig config;
    private final RunRepository runs;
    private final AdvanceRun advance;

    public SimulatedWorkflow(SimulatedPlatform platform) {
        this.platform = platform;
        config = WorkflowFactory.workflowConfig(platform.environment());
        runs = WorkflowFactory.runs(platform.mongo());
        advance = WorkflowFactory.advanceRun(runs, WorkflowFactory.decider(WorkflowFactory.templates(config)),
                platform.outbox(),
                platform.clock());
    }

    /** As {@link WorkflowOnFactHandler}. */
    public RequestStreamHandler onFact() {
        var edge = new SqsBatchEdge();
        var facts = WorkflowFactory.factEvents(runs, advance);
        return (in, out, context) -> edge.handleFacts(in, out, context, facts::accept);
    }

    /** As {@link WorkflowSweeperHandler}. */
    public RequestStreamHandler sweeper() {
        var edge = new ScheduleEdge();
        var sweep = WorkflowFactory.sweepRuns(runs, advance, platform.clock(), config);
        var templates = WorkflowFactory.templates(config);
        var creation = WorkflowFactory.runCreation(runs, WorkflowFactory.decider(templates), platform.outbox(),
                platform.clock());
        var backfill = WorkflowFactory.backfillRuns(runs,
                WorkflowFactory.retryRun(runs, creation, templates, platform.ids()),
                platform.clock());
        return (in, out, context) -> edge.handle(in, out, context, () -> {
            var report = sweep.execute();
            return Json.object().put("visited", report.visited()).put("backfilled", backfill.execute());
        });
    }

    /** As {@link WorkflowApiHandler}. */
    public RequestStreamHandler api(TokenVerifier tokens) {
        var templates = WorkflowFactory.templates(config);
        var creation = WorkflowFactory.runCreation(runs, WorkflowFactory.decider(templates), platform.outbox(),
                platform.clock());
        var routes = WorkflowFactory.workflowRoutes(runs, templates, advance, creation,
                WorkflowFactory.retryRun(runs, creation, templates, platform.ids()), platform.budget(), platform.ids());
        var edge = new HttpEdge(routes.list(), tokens, platform.idempotency(platform.vault()), platform.guard());
        return edge::handle;
    }
}
