package io.crealia.simulation.check;

/** The invariants by their names in the design. */
public enum Invariant {
    NO_LOSS, NO_DUP_EFFECT, LEGAL, ABSORB, OUTPUT, CONSERVE, TENANT, NO_ORPHAN, QUIESCE, ACKED, MONOTONE, BOUNDED
}
