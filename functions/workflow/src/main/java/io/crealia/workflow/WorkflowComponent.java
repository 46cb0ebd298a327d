package io.crealia.workflow;

import dagger.Component;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import io.crealia.workflow.domain.Decider;
import io.crealia.workflow.usecase.BackfillRuns;
import io.crealia.workflow.usecase.SweepRuns;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of the workflow are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, WorkflowFactory.class})
interface WorkflowComponent extends FunctionContext {
    WorkflowRoutes workflowRoutes();

    DiffRoutes diffRoutes();

    Decider decider();

    FactEvents facts();

    SweepRuns sweep();

    BackfillRuns backfill();

    /** @param variables the function's environment variables */
    static WorkflowComponent start(Map<String, String> variables) {
        return DaggerWorkflowComponent.builder().environment(new Environment(variables)).build();
    }
}
