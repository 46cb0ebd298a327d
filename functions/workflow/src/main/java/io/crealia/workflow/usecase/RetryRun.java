package io.crealia.workflow.usecase;

import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.platform.id.IdSource;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Retry;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.StepState;
import io.crealia.workflow.domain.Templates;
import io.crealia.workflow.port.RunRepository;
import java.util.Map;
import java.util.Optional;

/**
 * Takes up a run that ended badly: a new run, which keeps the results of the steps before the one it starts with. The
 * old run stays as it is.
 */
public final class RetryRun {
    private final RunRepository runs;
    private final RunCreation creation;
    private final Templates templates;
    private final IdSource ids;

    public RetryRun(RunRepository runs, RunCreation creation, Templates templates, IdSource ids) {
        this.runs = runs;
        this.creation = creation;
        this.templates = templates;
        this.ids = ids;
    }

    /** @param step where to start; by default the first step that did not succeed */
    public record Command(RunCreation.Caller caller, RunId runId, Optional<Step> step) {}

    public sealed interface Result {
        record Answered(RunCreation.Result result) implements Result {}

        record NoSuchRun() implements Result {}

        record Refused(String why) implements Result {}

        /** @param expected the steps that the new run could start with */
        record NoSuchStart(String expected) implements Result {}
    }

    public Result execute(Command command) {
        var caller = command.caller();
        var earlier = creation.earlier(caller);
        if (earlier.isPresent()) {
            return new Result.Answered(earlier.get());
        }
        var found = runs.find(caller.tenant(), command.runId());
        if (found.isEmpty()) {
            return new Result.NoSuchRun();
        }
        var run = found.get().run();
        var template = templates.find(run.order().template());
        if (template.isEmpty()) {
            return new Result.Refused("Its template does not exist any more; start a new run.");
        }
        return switch (Retry.plan(run, template.get(), command.step())) {
            case Retry.Plan.NotRetryable(var why) -> new Result.Refused(why);
            case Retry.Plan.NoSuchStart(var expected) -> new Result.NoSuchStart(expected);
            case Retry.Plan.Possible(var _, var inherited) -> take(caller, run, inherited);
        };
    }

    private Result take(RunCreation.Caller caller, Run run, Map<Step, StepState> inherited) {
        var latest = runs.findLatestByAsset(caller.tenant(), run.order().assetId());
        if (latest.isPresent() && !latest.get().run().id().equals(run.id())) {
            return new Result.Refused("The asset has a newer run, " + latest.get().run().id() + ".");
        }
        var old = run.order();
        var order = new RunOrder(new RunId(RunId.PREFIX + ids.ulid()), caller.tenant(), old.assetId(),
                Optional.empty(), old.source(), caller.correlationId(), old.parameters(), Optional.of(run.id()),
                old.generation() + 1);
        var event = new Event.RetryRequested(caller.requestId(), order, inherited);
        return new Result.Answered(creation.create(caller, event));
    }
}
