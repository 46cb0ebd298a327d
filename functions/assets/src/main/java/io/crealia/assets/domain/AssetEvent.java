package io.crealia.assets.domain;

import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that changed: the state of the asset, or of one of its steps. What happened between two facts that were seen
 * is not in the log.
 *
 * @param sequence from 1, without gaps; the log keeps the newest ones
 * @param step empty where the asset itself changed
 * @param attempt of the step, 0 where the asset itself changed
 * @param state the new state in lower case
 */
public record AssetEvent(long sequence, Instant at, RunId runId, Optional<Step> step, int attempt, String state,
        Optional<String> reason) {}
