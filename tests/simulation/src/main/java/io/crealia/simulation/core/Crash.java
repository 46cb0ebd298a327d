package io.crealia.simulation.core;

/** An environment's end. An Error, so that no code of ours takes it for something to go on from. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String function) {
        super("the environment of " + function + " died", null, false, false);
    }
}
