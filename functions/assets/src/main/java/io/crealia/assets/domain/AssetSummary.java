package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.RunId;
import java.util.Optional;
import java.time.Instant;

/**
 * What a list of assets shows of each.
 *
 * @param runId whose results are shown
 * @param percent of the newest run, 0 to 100
 * @param lastRun the newest run, where it is not the one shown
 * @param probe the result of the probe step, where there is one yet
 */
public record AssetSummary(AssetId id, RunId runId, AssetState state, Optional<Reason> reason, int percent,
        boolean playable, Optional<LastRun> lastRun, Optional<StepResult> probe, Instant createdAt,
        Instant updatedAt) {}
