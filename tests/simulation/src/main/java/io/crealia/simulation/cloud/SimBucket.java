package io.crealia.simulation.cloud;

import java.util.Optional;
import java.util.TreeMap;

/** A bucket's objects and the multipart uploads that were begun in it. */
public final class SimBucket {
    private final TreeMap<String, SimObject> objects = new TreeMap<>();
    private final TreeMap<String, Multipart> multiparts = new TreeMap<>();

    /** @param parts by number */
    public record Multipart(String key, String id, long at, TreeMap<Integer, SimObject> parts) {}

    public TreeMap<String, SimObject> objects() {
        return objects;
    }

    /** By upload id. */
    public TreeMap<String, Multipart> multiparts() {
        return multiparts;
    }

    public Optional<SimObject> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }
}
