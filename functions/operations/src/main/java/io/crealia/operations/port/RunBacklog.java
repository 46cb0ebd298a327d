package io.crealia.operations.port;

import java.time.Duration;
import java.time.Instant;

/** What the workflow has still to do. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface RunBacklog {
    /** Runs that have not ended. */
    long open();

    /** How long the longest waiting run should have been visited; zero without one. */
    Duration oldestOverdue(Instant now);
}
