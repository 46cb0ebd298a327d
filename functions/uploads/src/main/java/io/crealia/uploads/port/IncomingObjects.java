package io.crealia.uploads.port;

import io.crealia.uploads.domain.Sha256;
import java.util.Optional;

/**
 * Objects in quarantine, and the way out. An object is pinned by its ETag, without quotes: what was looked at is what is
 * copied, or nothing is. All methods throw {@link io.crealia.platform.error.DependencyException} if the store does not
 * answer.
 */
public interface IncomingObjects {
    /** @return empty if there is no such object */
    Optional<Found> head(String key);

    /**
     * @param count how many bytes, at most: a shorter object gives all it has; at least 1, and the object is not empty
     * @return empty if the object is gone or has another ETag by now
     */
    Optional<byte[]> firstBytes(String key, String etag, int count);

    /**
     * Copies to the media bucket, without any metadata but the given type. Repeated, it overwrites with the same content.
     *
     * @param sizeBytes as {@link #head} said
     * @return the copy's ETag, without quotes; empty, and nothing copied, if the object is gone or has another ETag
     */
    Optional<String> copyToMedia(String key, String etag, long sizeBytes, String mediaKey, String contentType);

    /** Creates or replaces a text of ours in the media bucket. */
    void putMediaText(String mediaKey, String text);

    /** Deletes an object, or does nothing if there is none. */
    void delete(String key);

    /** @param checksum of the whole object, where the store kept one */
    record Found(String etag, long sizeBytes, Optional<Sha256> checksum) {}
}
