package io.crealia.transcoding.domain;

import io.crealia.contracts.FailureKind;

/** Every way a step of this feature can fail, as {@code docs/errors.md} lists them. */
public enum FailureCode {
    UNREADABLE("media.unreadable", FailureKind.REJECT), NO_STREAMS("media.no_streams",
            FailureKind.REJECT), TOO_LONG("media.too_long", FailureKind.REJECT), TOO_LARGE("media.too_large",
                    FailureKind.REJECT), TOO_SMALL("media.too_small", FailureKind.REJECT), TRUNCATED("media.truncated",
                            FailureKind.REJECT),
    /** Something we depend on did not answer while a step was at work. */
    DEPENDENCY("step.dependency", FailureKind.RETRY),
    /** What an earlier step made is gone, so that this one cannot be done. */
    INPUT_MISSING("step.input_missing", FailureKind.PERMANENT),
    /** The tenant's budget does not hold what the step costs. */
    BUDGET("step.budget", FailureKind.PERMANENT),
    /** MediaConvert could not use the source. */
    INPUT("media.unusable", FailureKind.REJECT),
    /** MediaConvert did not take the job: our request is wrong. */
    REFUSED("transcode.refused", FailureKind.PERMANENT), SETTINGS("transcode.settings",
            FailureKind.PERMANENT), PERMISSION("transcode.permission", FailureKind.PERMANENT),
    /** MediaConvert failed for a reason we do not know, twice. */
    UNKNOWN("transcode.unknown", FailureKind.PERMANENT), THROTTLED("transcode.throttled",
            FailureKind.RETRY), TRANSIENT("transcode.transient", FailureKind.RETRY), CANCELED("transcode.canceled",
                    FailureKind.RETRY), LOST("transcode.lost", FailureKind.RETRY), OUTPUTS_MISSING(
                            "transcode.outputs_missing", FailureKind.RETRY), NO_FRAMES("stills.no_frames",
                                    FailureKind.PERMANENT), NOT_CONFORMING("verify.failed", FailureKind.PERMANENT);

    private final String value;
    private final FailureKind kind;

    FailureCode(String value, FailureKind kind) {
        this.value = value;
        this.kind = kind;
    }

    public String value() {
        return value;
    }

    public FailureKind kind() {
        return kind;
    }

    public Failure because(String detail) {
        return new Failure(kind, value, detail);
    }
}
