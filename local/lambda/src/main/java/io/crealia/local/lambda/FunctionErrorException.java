package io.crealia.local.lambda;

/** A function in a process of its own threw, was killed or exited: what Lambda answers with {@code FunctionError}. */
public final class FunctionErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String errorType;

    /** @param errorType as Lambda names it, for example a class or {@code Runtime.ExitError} */
    public FunctionErrorException(String errorType, String message) {
        super(message);
        this.errorType = errorType;
    }

    public String errorType() {
        return errorType;
    }
}
