package io.crealia.simulation.core;

import java.util.ArrayList;
import java.util.List;

/** What happened in a run, as one number; and as lines, where somebody wants to read it. */
public final class Trace {
    private static final int MOST_LINES = 20_000;
    private static final long PRIME = 0x100000001b3L;
    private final boolean lines;
    private final List<String> kept = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;

    public Trace(boolean lines) {
        this.lines = lines;
    }

    /** @param what must be the same in two runs of one seed: no ids of threads, no sealed bytes, no order of a hash set */
    public void add(long at, String what, Object subject, long number) {
        var words = what.hashCode() * 31L + subject.hashCode();
        hash = (hash ^ Chance.mix(at * 31 + number) ^ words) * PRIME;
        if (lines && kept.size() < MOST_LINES) {
            kept.add("%10.3f  %-22s %s %d".formatted(at / 1000.0, what, subject, number));
        }
    }

    public long hash() {
        return hash;
    }

    public List<String> lines() {
        return List.copyOf(kept);
    }
}
