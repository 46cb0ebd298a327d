package io.crealia.workflow.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.platform.id.IdSource;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.RunRepository;
import java.util.Optional;

/** Starts a new run over the source of an asset that is there already. */
public final class StartRun {
    private final RunRepository runs;
    private final RunCreation creation;
    private final IdSource ids;

    public StartRun(RunRepository runs, RunCreation creation, IdSource ids) {
        this.runs = runs;
        this.creation = creation;
        this.ids = ids;
    }

    /** What is not chosen is as it was in the asset's run before. */
    public record Choice(Optional<String> template, Optional<String> preset, Optional<String> language) {
        RunParameters over(RunParameters before) {
            return new RunParameters(template.orElse(before.template()), preset.orElse(before.preset()),
                    language.or(before::language), before.scriptKey());
        }
    }

    /** @param choice of names that are known */
    public record Command(RunCreation.Caller caller, AssetId assetId, Choice choice) {}

    public sealed interface Result {
        record Answered(RunCreation.Result result) implements Result {}

        /** The tenant has no asset with this id, or it is deleted. */
        record NoSuchAsset() implements Result {}

        /** One run at a time: they would race for the same asset. */
        record Busy(RunId current) implements Result {}

        /** The asset's source was rejected. */
        record NoSource() implements Result {}
    }

    public Result execute(Command command) {
        var caller = command.caller();
        var earlier = creation.earlier(caller);
        if (earlier.isPresent()) {
            return new Result.Answered(earlier.get());
        }
        var latest = runs.findLatestByAsset(caller.tenant(), command.assetId());
        if (latest.isEmpty() || latest.get().run().state() instanceof RunState.Erased) {
            return new Result.NoSuchAsset();
        }
        var run = latest.get().run();
        if (!run.state().terminal()) {
            return new Result.Busy(run.id());
        }
        if (run.order().source().isEmpty()) {
            return new Result.NoSource();
        }
        var order = new RunOrder(new RunId(RunId.PREFIX + ids.ulid()), caller.tenant(), command.assetId(),
                Optional.empty(), run.order().source(), caller.correlationId(),
                command.choice().over(run.order().parameters()), Optional.empty(),
                0);
        return new Result.Answered(creation.create(caller, new Event.Started(caller.requestId(), order)));
    }
}
