package io.crealia.operations.fake;

import io.crealia.operations.port.BackupObjects;
import io.crealia.platform.error.DependencyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory. */
public final class InMemoryObjects implements BackupObjects {
    private final ConcurrentNavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(String key, byte[] content) {
        objects.put(key, content.clone());
    }

    @Override
    public void put(String key, Path file) {
        try {
            objects.put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DependencyException("write " + key, e);
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int limit) {
        return objects.entrySet().stream().filter(object -> object.getKey().startsWith(prefix))
                .filter(object -> after.isEmpty() || object.getKey().compareTo(after.get()) > 0).limit(limit)
                .map(object -> new Entry(object.getKey(), object.getValue().length)).toList();
    }

    @Override
    public void delete(Collection<String> keys) {
        keys.forEach(objects::remove);
    }

    public List<String> keys(String prefix) {
        return list(prefix, Optional.empty(), Integer.MAX_VALUE).stream().map(Entry::key).toList();
    }

    public byte[] bytes(String key) {
        return Optional.ofNullable(objects.get(key)).orElseThrow();
    }
}
