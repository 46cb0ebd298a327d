package io.crealia.privacy.domain;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one look over every holding found, and what was then removed.
 *
 * @param remaining how much each holding still had, 0 where it had nothing
 * @param removed how much each holding lost; only those that lost something
 * @param ids of ours that name the data: uploads and runs. Kept, because what they lead to is looked for again after the
 *            documents that named them are gone
 */
public record Pass(Map<String, Long> remaining, Map<String, Long> removed, Set<String> ids) {
    public Pass {
        remaining = new TreeMap<>(remaining);
        removed = new TreeMap<>(removed);
        ids = new TreeSet<>(ids);
    }

    /** Whether nothing was found anywhere. */
    public boolean clean() {
        return !remaining.isEmpty() && remaining.values().stream().allMatch(count -> count == 0);
    }
}
