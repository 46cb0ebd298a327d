package io.crealia.local.observability.query;

/**
 * One value at one time.
 *
 * @param seconds since 1970
 * @param value may be NaN or infinite, as Prometheus gives it
 */
public record Sample(double seconds, double value) {}
