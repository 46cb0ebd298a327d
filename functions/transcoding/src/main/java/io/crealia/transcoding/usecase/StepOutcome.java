package io.crealia.transcoding.usecase;

import io.crealia.transcoding.domain.Failure;
import java.util.Optional;

/** What became of a step that is done within one call. */
sealed interface StepOutcome {
    record Succeeded(String resultKey, Optional<String> skippedReason) implements StepOutcome {}

    record Failed(Failure failure) implements StepOutcome {}

    static StepOutcome done(String resultKey) {
        return new Succeeded(resultKey, Optional.empty());
    }
}
