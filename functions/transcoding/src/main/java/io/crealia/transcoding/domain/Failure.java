package io.crealia.transcoding.domain;

import io.crealia.contracts.FailureKind;
import java.util.Objects;

/**
 * Why a step failed.
 *
 * @param detail a sentence for people, cut to what a fact may carry
 */
public record Failure(FailureKind kind, String code, String detail) {
    private static final int MAX_DETAIL = 500;

    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL - 1) + "…";
        }
    }
}
