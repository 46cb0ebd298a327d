package io.crealia.local.cli;

/** The command's patience ended before the work did. */
final class TookTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TookTooLongException(String message) {
        super(message);
    }
}
