package io.crealia.local.observability.query;

/** Prometheus is not there, or refuses what it was asked. */
public final class PrometheusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PrometheusException(String message) {
        super(message);
    }

    public PrometheusException(String message, Throwable cause) {
        super(message, cause);
    }
}
