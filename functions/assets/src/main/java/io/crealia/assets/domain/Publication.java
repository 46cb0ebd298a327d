package io.crealia.assets.domain;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run made of an asset, as everybody sees it.
 *
 * @param runVersion of the fact that it comes from
 */
public record Publication(RunId runId, long runVersion, AssetState state, Optional<Reason> reason, boolean playable,
        Map<Step, StepResult> results) {
    public Publication {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        results = Step.inOrder(results);
    }

    static Publication of(AssetChanged change, Map<Step, StepResult> results) {
        return new Publication(change.runId(), change.runVersion(), change.state(), change.reason(), change.playable(),
                results);
    }

    /** Whether a run that ended so is worth keeping while a newer one works. */
    static boolean keeps(AssetState state) {
        return state == AssetState.READY || state == AssetState.READY_DEGRADED;
    }

    boolean isOlderThan(AssetChanged change) {
        int byRun = runId.ulid().compareTo(change.runId().ulid());
        return byRun < 0 || byRun == 0 && runVersion < change.runVersion();
    }
}
