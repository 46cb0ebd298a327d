package io.crealia.assets.port;

import java.util.Optional;

/** Reads small objects of the media bucket. */
public interface MediaReader {
    /**
     * The whole object.
     *
     * @return empty if there is no object with this key
     * @throws MediaTooLargeException if it has more than {@code maxBytes}; it is not read then
     * @throws io.crealia.platform.error.DependencyException if the store did not answer
     */
    Optional<byte[]> read(String key, int maxBytes);
}
