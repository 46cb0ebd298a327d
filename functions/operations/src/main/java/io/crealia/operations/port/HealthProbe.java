package io.crealia.operations.port;

/** Asks one thing that we depend on whether it answers. */
public interface HealthProbe {
    /** Short lower-case name, unique among the probes. */
    String name();

    /** Whether we cannot work without it. */
    boolean required();

    /**
     * Returns once the dependency has answered.
     *
     * @throws RuntimeException if it has not; the caller limits the time
     */
    void check();
}
