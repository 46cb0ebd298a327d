package io.crealia.simulation.check;

import java.util.EnumMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;

/** What was found not to hold, by name. */
public final class Violations {
    private final Map<Invariant, List<String>> found = new EnumMap<>(Invariant.class);

    void add(Invariant invariant, String what) {
        found.computeIfAbsent(invariant, _ -> new ArrayList<>()).add(what);
    }

    void require(boolean holds, Invariant invariant, String what) {
        if (!holds) {
            add(invariant, what);
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    public Map<Invariant, List<String>> byName() {
        return found;
    }

    @Override
    public String toString() {
        return found.toString();
    }
}
