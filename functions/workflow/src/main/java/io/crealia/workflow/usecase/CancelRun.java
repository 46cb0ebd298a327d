package io.crealia.workflow.usecase;

import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.workflow.domain.Event;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunState;

/** Ends a run that nobody wants any more. Safe to repeat. */
public final class CancelRun {
    private final AdvanceRun advance;

    public CancelRun(AdvanceRun advance) {
        this.advance = advance;
    }

    public sealed interface Result {
        /** The run is cancelled, by this call or an earlier one. */
        record Done(Run run) implements Result {}

        /** The run had ended otherwise. */
        record TooLate(Run run) implements Result {}

        record NoSuchRun() implements Result {}
    }

    public Result execute(TenantId tenant, RunId id, String requestId) {
        return switch (advance.execute(tenant, id, new Event.CancelRequested(requestId))) {
            case AdvanceRun.Result.Unknown _ -> new Result.NoSuchRun();
            case AdvanceRun.Result.Advanced(var run) -> result(run);
            case AdvanceRun.Result.Unchanged(var run) -> result(run);
        };
    }

    private static Result result(Run run) {
        return run.state() instanceof RunState.Cancelled ? new Result.Done(run) : new Result.TooLate(run);
    }
}
