package io.crealia.platform.error;

/** Something we depend on (a store, a queue, AWS) did not do its part. The caller may try again. */
public final class DependencyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was tried, with the bucket, key or id */
    public DependencyException(String message, Throwable cause) {
        super(message, cause);
    }
}
