package io.crealia.contracts;

/** What a failed step means for its run. */
public enum FailureKind {
    /** The source is at fault: no retry, the creator is told. */
    REJECT,
    /** A passing fault: worth another attempt, within the step's bound. */
    RETRY,
    /** Our settings or permissions are at fault: no retry, an operator is called. */
    PERMANENT
}
