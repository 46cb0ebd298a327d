package io.crealia.simulation.core;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Instant;
import java.time.InstantSource;

/** One execution environment: the objects that a function made in it, its clock, and whether it lives. */
public final class Env implements InstantSource {
    private final Sim sim;
    private final String function;
    private long skewMillis;
    private boolean dead;
    private RequestStreamHandler handler;

    Env(Sim sim, String function) {
        this.sim = sim;
        this.function = function;
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
