package io.crealia.ai.port;

import java.util.Optional;

/**
 * The media bucket. Reads see every earlier write. Every method throws
 * {@link io.crealia.platform.error.DependencyException} when the store did not answer.
 */
public interface MediaStore {
    /** @return the size in bytes; empty if there is no such object */
    Optional<Long> size(String key);

    /**
     * @return the whole object; empty if there is none
     * @throws IllegalStateException if it has more than {@code maxBytes} bytes
     */
    Optional<byte[]> get(String key, int maxBytes);

    /** @return at most {@code length} bytes from {@code offset}; fewer at the end, none behind it or without an object */
    byte[] range(String key, long offset, int length);

    /** Creates or replaces an object as a whole. */
    void put(String key, byte[] content, String contentType);
}
