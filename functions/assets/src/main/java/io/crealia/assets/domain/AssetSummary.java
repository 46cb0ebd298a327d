package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list of assets shows of each.
 *
 * @param percent of the current run, 0 to 100
 * @param probe the result of the probe step, where there is one yet
 */
public record AssetSummary(AssetId id, RunId runId, AssetState state, Optional<Reason> reason, int percent,
        boolean playable, Optional<StepResult> probe, Instant createdAt, Instant updatedAt) {}
