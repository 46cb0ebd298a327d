package io.crealia.local.lambda;

import java.time.Duration;
import java.time.Instant;

/** Hears of every finished invocation, on the thread that waited for it. Must return quickly and not throw. */
@FunctionalInterface
public interface InvocationListener {

    void invoked(Invocation invocation);

    /** @param function logical id */
    record Invocation(String function, String requestId, Instant startedAt, Duration duration,
            InvocationResult result) {}
}
