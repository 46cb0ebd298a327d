package io.crealia.metrics;

import java.time.Duration;

/**
 * One invocation that is measured: what its thread counts until it is closed is its own. Its outcome is {@code error} unless
 * something else is said. Nothing here fails.
 */
public interface Invocation extends AutoCloseable {
    /** Measures nothing: a rehearsal, and edges of tests. */
    Invocation NONE = new Invocation() {
        @Override
        public void ended(String outcome) {}

        @Override
        public void mark(String name, long value) {}

        @Override
        public Duration elapsed() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    };

    /** @param outcome {@code ok} or {@code partial} */
    void ended(String outcome);

    /** Keeps the greatest value of a name, for the exporter. */
    void mark(String name, long value);

    /** Time since it began. */
    Duration elapsed();

    @Override
    void close();
}
