package io.crealia.transcoding.port;

import java.util.List;
import java.util.Optional;

/**
 * The media bucket. Reads see every earlier write. Every method throws
 * {@link io.crealia.platform.error.DependencyException} when the store did not answer.
 */
public interface MediaStore {
    /** @return the size in bytes; empty if there is no such object */
    Optional<Long> size(String key);

    /** @return the whole object; empty if there is none
     * @throws ObjectTooLargeException if it has more than {@code maxBytes} bytes, of which none is read */
    Optional<byte[]> get(String key, int maxBytes);

    /**
     * Part of an object.
     *
     * @return at most {@code length} bytes from {@code offset}; fewer at the end, none behind it or without an object
     */
    byte[] range(String key, long offset, int length);

    /** Creates or replaces an object as a whole. */
    void put(String key, byte[] content, String contentType);

    /** @return the objects whose keys start with {@code prefix}, in order of key, at most {@code limit} */
    List<Entry> list(String prefix, int limit);

    record Entry(String key, long sizeBytes) {}

    /** An object that is larger than anything we would have written there. */
    final class ObjectTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ObjectTooLargeException(String key, long maxBytes) {
            super("object " + key + " has more than " + maxBytes + " bytes");
        }
    }
}
