package io.crealia.platform.message;

/** A message that is no fact we know. It fails its record, so that it reaches the dead-letter queue. */
public final class UnknownFactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFactException(String what) {
        super("not a known fact: " + what);
    }
}
