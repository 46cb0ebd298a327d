package io.crealia.local.observability;

/** This machine lacks a program; the message says which and how to get it. */
public final class MissingProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingProgramException(String message) {
        super(message);
    }
}
