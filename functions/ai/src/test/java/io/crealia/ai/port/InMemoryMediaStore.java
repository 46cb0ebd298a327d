package io.crealia.ai.port;

import io.crealia.platform.error.DependencyException;
import java.util.Arrays;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A bucket in memory, which can be told to fail. */
public final class InMemoryMediaStore implements MediaStore {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** The next {@code count} calls fail. */
    public void failNext(int count) {
        failures.set(count);
    }

    public void delete(String key) {
        objects.remove(key);
    }

    /** The keys of all objects. */
    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    @Override
    public Optional<Long> size(String key) {
        return object(key).map(bytes -> (long) bytes.length);
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        var object = object(key);
        if (object.filter(bytes -> bytes.length > maxBytes).isPresent()) {
            throw new IllegalStateException("object " + key + " has more than " + maxBytes + " bytes");
        }
        return object.map(byte[]::clone);
    }

    @Override
    public byte[] range(String key, long offset, int length) {
        var bytes = object(key).orElse(new byte[0]);
        var from = (int) Math.min(bytes.length, offset);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, offset + length));
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
        reach(key);
        objects.put(key, content.clone());
    }

    private Optional<byte[]> object(String key) {
        reach(key);
        return Optional.ofNullable(objects.get(key));
    }

    private void reach(String key) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DependencyException("object " + key, null);
        }
    }
}
