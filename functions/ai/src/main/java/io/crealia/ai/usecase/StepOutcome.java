package io.crealia.ai.usecase;

import io.crealia.contracts.FailureKind;
import java.util.Objects;
import java.util.Optional;

/** What became of an attempt that has ended. */
sealed interface StepOutcome {
    record Succeeded(String resultKey, Optional<String> skippedReason) implements StepOutcome {}

    /** @param detail a sentence for people, cut to what a fact may carry; never a word of a transcript or script */
    record Failed(FailureKind kind, String code, String detail) implements StepOutcome {
        private static final int MAX_DETAIL = 500;

        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(code, "code");
            if (detail.length() > MAX_DETAIL) {
                detail = detail.substring(0, MAX_DETAIL - 1) + "…";
            }
        }
    }
}
