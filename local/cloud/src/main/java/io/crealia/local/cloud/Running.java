package io.crealia.local.cloud;

/** A server that answers requests. Closing it ends its threads and processes and leaves its data complete on disk. */
public interface Running extends AutoCloseable {

    /** What runs, for people: product and version, and anything that differs from the usual. */
    String description();

    @Override
    void close();
}
