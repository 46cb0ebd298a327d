package io.crealia.local.lambda;

/** A function did not become ready: its class is missing or unsuitable, its constructor threw, or its process ended. */
public final class InitException extends Exception {

    private static final long serialVersionUID = 1L;

    public InitException(String message, Throwable cause) {
        super(message, cause);
    }
}
