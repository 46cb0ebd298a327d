package io.crealia.local.lambda;

import java.time.Duration;

/** How an invocation ended. */
public sealed interface InvocationResult {

    /** The function answered; {@code payload} is what it wrote, possibly nothing. */
    record Answered(byte[] payload) implements InvocationResult {}

    /** The handler threw. */
    record Failed(String errorType, String message, Throwable cause) implements InvocationResult {}

    /** The handler could not be constructed; the next invocation tries again. */
    record InitFailed(String message, Throwable cause) implements InvocationResult {}

    /** The function's own timeout passed; its thread was interrupted. */
    record TimedOut(Duration timeout) implements InvocationResult {}

    default boolean succeeded() {
        return this instanceof Answered;
    }

    /** One line for people: what went wrong, or {@code ok}. */
    default String summary() {
        return switch (this) {
            case Answered _ -> "ok";
            case Failed(var type, var message, _) -> type + ": " + message;
            case InitFailed(var message, _) -> message;
            case TimedOut(var timeout) -> "timed out after " + timeout.toMillis() + " ms";
        };
    }
}
