package io.crealia.simulation.core;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Instant;
import java.time.InstantSource;

/** One execution environment: the objects that a function made in it, its clock, and whether it lives. */
public final class Env implements InstantSource {
    private final Sim sim;
    private final String function;
    private long skewMillis;
    private final long timeoutMillis;
    private long begunAt;
    private boolean dead;
    private RequestStreamHandler handler;

    /** @param timeoutMillis after which a call is ended */
    Env(Sim sim, String function, long timeoutMillis) {
        this.sim = sim;
        this.function = function;
        this.timeoutMillis = timeoutMillis;
    }

    public String function() {
        return function;
    }

    public RequestStreamHandler handler() {
        return handler;
    }

    public void handler(RequestStreamHandler made) {
        handler = made;
    }

    void begin() {
        begunAt = sim.now();
    }

    /** Whether Lambda has ended the call. */
    boolean overtime() {
        return sim.now() - begunAt > timeoutMillis;
    }

    boolean dead() {
        return dead;
    }

    Crash die() {
        dead = true;
        return new Crash(function);
    }

    void jump(long millis) {
        skewMillis = millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(sim.now() + skewMillis);
    }
}
