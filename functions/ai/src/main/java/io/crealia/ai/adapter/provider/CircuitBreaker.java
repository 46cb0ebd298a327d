package io.crealia.ai.adapter.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stops asking a provider that failed several times in a row. After a while one caller at a time may try: its success
 * closes the circuit, its failure opens it anew. Lives in memory, so each execution environment learns by itself.
 */
final class CircuitBreaker {
    private final InstantSource clock;
    private final int threshold;
    private final Duration rest;
    private int failures;
    private Instant openUntil;
    private boolean probing;

    CircuitBreaker(InstantSource clock, int threshold, Duration rest) {
        this.clock = clock;
        this.threshold = threshold;
        this.rest = rest;
    }

    /** Whether a call may be made; one that was admitted must report how it ended. */
    synchronized boolean admits() {
        if (openUntil == null) {
            return true;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        openUntil = null;
        probing = false;
    }

    synchronized void failed() {
        failures++;
        if (probing || failures >= threshold) {
            openUntil = clock.instant().plus(rest);
            probing = false;
        }
    }

    /** The call ended for a reason that says nothing about the provider. */
    synchronized void abandoned() {
        probing = false;
    }
}
