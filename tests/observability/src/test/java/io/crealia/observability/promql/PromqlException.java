package io.crealia.observability.promql;

/** What is no PromQL, and where. */
public final class PromqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PromqlException(String expression, int at, String problem) {
        super(problem + " at character " + (at + 1) + " of: " + expression);
    }
}
