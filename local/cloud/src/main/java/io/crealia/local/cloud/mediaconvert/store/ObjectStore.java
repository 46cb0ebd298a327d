package io.crealia.local.cloud.mediaconvert.store;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where MediaConvert reads its inputs and writes its outputs. Calls may come from several threads. */
public interface ObjectStore {

    /** @param sizeBytes length of the object @param eTag as the store gives it, without quotes */
    record Facts(long sizeBytes, String eTag, Instant lastModified, Optional<String> contentType) {}

    /** What is known about an object; empty when it does not exist. */
    Optional<Facts> facts(ObjectUri uri) throws IOException;

    /**
     * Copies an object into a file that does not exist yet.
     *
     * @throws java.io.FileNotFoundException no such bucket or object
     * @throws java.nio.file.AccessDeniedException the store does not let us
     * @throws IOException the store cannot be reached or refuses
     */
    void get(ObjectUri uri, Path file) throws IOException;

    /**
     * Writes a file as an object, replacing one that is there. Readers see the old or the new one, never a part.
     *
     * @throws java.io.FileNotFoundException no such bucket
     * @throws java.nio.file.AccessDeniedException the store does not let us
     */
    void put(Path file, ObjectUri uri, String contentType) throws IOException;

    /** Removes an object; one that is not there is fine. */
    void delete(ObjectUri uri) throws IOException;

    /** Keys in a bucket that start with a prefix, in order. */
    List<String> list(String bucket, String prefix) throws IOException;
}
