package io.crealia.simulation.core;

/** What can go wrong at a port. */
public enum Fault {
    /** Refused before anything was done. */
    FAIL_BEFORE,
    /** Done, but the answer is lost: the caller cannot know. */
    FAIL_AFTER,
    /** Takes a while in which others go on. */
    DELAY,
    /** Done twice. */
    DUPLICATE,
    /** Overtaken by what comes later. */
    REORDER,
    /** Answers what was true some seconds ago. */
    STALE_READ,
    /** Too many requests. */
    THROTTLE,
    /** The environment dies here, before or after the effect, and its memory is lost. */
    CRASH,
    /** The environment stands still, longer than its leases, and then goes on. */
    PAUSE,
    /** The environment's clock is wrong from here on. */
    CLOCK_JUMP
}
