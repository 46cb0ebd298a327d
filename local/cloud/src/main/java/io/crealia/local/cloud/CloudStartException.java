package io.crealia.local.cloud;

/** The embedded cloud could not start; the message says which server, why, and what to do about it. */
public class CloudStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CloudStartException(String message) {
        super(message);
    }

    public CloudStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
