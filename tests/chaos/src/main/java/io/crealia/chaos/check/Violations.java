package io.crealia.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found not to hold, by the invariant's name. */
public final class Violations {
    private final Map<String, List<String>> found = new TreeMap<>();

    public void add(String invariant, String what) {
        found.computeIfAbsent(invariant, _ -> new ArrayList<>()).add(what);
    }

    void require(boolean holds, String invariant, String what) {
        if (!holds) {
            add(invariant, what);
        }
    }

    public Map<String, List<String>> byName() {
        return found;
    }
}
