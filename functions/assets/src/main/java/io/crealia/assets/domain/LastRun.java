package io.crealia.assets.domain;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.RunId;
import java.util.Optional;

/** A run that is newer than what is published: at work still, or ended badly. */
public record LastRun(RunId runId, AssetState state, Optional<Reason> reason) {}
