package io.crealia.workflow.domain;

import io.crealia.contracts.StepToken;

/** What has to be told to somebody because of a decision. Its content comes from the run that was decided. */
public sealed interface Effect {
    /** Do, or go on with, this attempt. */
    record RequestStep(StepToken token) implements Effect {}

    /** Stop this attempt, which counts no longer. */
    record CancelStep(StepToken token) implements Effect {}

    /** Tell what the asset has become. */
    record AnnounceAsset() implements Effect {}
}
