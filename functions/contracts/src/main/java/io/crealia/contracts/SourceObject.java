package io.crealia.contracts;

import java.util.Objects;

/**
 * An accepted source in the media bucket, pinned by its ETag.
 *
 * @param etag without quotes
 * @param format the container found by its magic bytes, for example {@code mp4} or {@code matroska}
 */
public record SourceObject(String bucket, String key, String etag, long sizeBytes, String format) {
    public SourceObject {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(format, "format");
        if (sizeBytes < 1) {
            throw new IllegalArgumentException("sizeBytes must be at least 1, was " + sizeBytes);
        }
    }
}
