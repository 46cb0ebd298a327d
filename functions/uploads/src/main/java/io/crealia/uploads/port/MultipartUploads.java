package io.crealia.uploads.port;

import io.crealia.uploads.domain.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The store's own multipart uploads in the incoming bucket. All methods throw
 * {@link io.crealia.platform.error.DependencyException} if the store does not answer; a change may then have happened all
 * the same.
 */
public interface MultipartUploads {
    /** Begins one. Repeated, it begins another. @return the store's id of it */
    String create(String key, String contentType);

    /** All parts that are there, by number. @return empty if there is no such multipart upload (any more) */
    Optional<List<Part>> parts(String key, String storeUploadId);

    /**
     * Makes one object of the parts, which then is announced as any new object.
     *
     * @param parts of {@link #parts}, by number
     * @return false if there is no such multipart upload (any more)
     * @throws io.crealia.platform.error.DependencyException also if it no longer has exactly these parts
     */
    boolean complete(String key, String storeUploadId, List<Part> parts);

    /** Ends one and deletes its parts, or does nothing if there is none. */
    void abort(String key, String storeUploadId);

    /** Those begun before {@code before}, at most {@code limit}. */
    List<Begun> begunBefore(Instant before, int limit);

    /** @param etag without quotes @param checksum where the store tells it */
    record Part(int number, long sizeBytes, String etag, Optional<Sha256> checksum) {}

    record Begun(String key, String storeUploadId) {}
}
