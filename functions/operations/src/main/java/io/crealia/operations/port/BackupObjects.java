package io.crealia.operations.port;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The objects of backups. An object is there whole or not at all. Every method throws
 * {@link io.crealia.platform.error.DependencyException} with the object's key if the store does not do its part.
 */
public interface BackupObjects {
    /** @param bytes size of the object */
    record Entry(String key, long bytes) {}

    /** Writes an object, or overwrites it. */
    void put(String key, byte[] content);

    /** Writes a file as an object, or overwrites it, without holding it in memory. */
    void put(String key, Path file);

    /** @return empty if there is no such object; the caller closes the stream. Reading may throw {@link java.io.IOException} */
    Optional<InputStream> open(String key);

    /** Keys that begin with {@code prefix}, in the order of their UTF-8 bytes, from after {@code after}. */
    List<Entry> list(String prefix, Optional<String> after, int limit);

    /** Deletes what is there of these. */
    void delete(Collection<String> keys);
}
