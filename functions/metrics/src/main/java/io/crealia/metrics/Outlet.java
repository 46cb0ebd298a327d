package io.crealia.metrics;

/** Where batches go. Methods fail with any {@link RuntimeException}; the caller keeps the batch then. */
public interface Outlet {
    /** Connects, which may take long: never called on the way of a request. */
    void connect();

    /**
     * Adds a batch to the totals, all of it or nothing, and once however often it comes. It must not wait long: at most
     * {@link Telemetry#BUDGET} together with whatever comes before it. Without {@link #connect} it fails at once.
     */
    void add(Batch batch);
}
