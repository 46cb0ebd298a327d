package io.crealia.simulation.check;

import java.util.EnumMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;

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

    /** As with a text, which is made only where it does not hold: some checks are made at each change. */
    void require(boolean holds, Invariant invariant, Supplier<String> what) {
        if (!holds) {
            add(invariant, what.get());
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
