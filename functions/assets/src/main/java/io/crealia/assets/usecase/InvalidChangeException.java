package io.crealia.assets.usecase;

/** A change that cannot be recorded as it is; its message fails and ends in the dead-letter queue. */
public final class InvalidChangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidChangeException(String message) {
        super(message);
    }
}
