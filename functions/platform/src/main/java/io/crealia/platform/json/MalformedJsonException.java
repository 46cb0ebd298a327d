package io.crealia.platform.json;

/** Text that is not one JSON value within the limits of {@link Json}. The message never quotes the text. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }
}
