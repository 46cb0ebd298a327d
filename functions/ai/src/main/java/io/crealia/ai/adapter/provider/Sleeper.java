package io.crealia.ai.adapter.provider;

import java.time.Duration;

/** Lets time pass between two calls. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
