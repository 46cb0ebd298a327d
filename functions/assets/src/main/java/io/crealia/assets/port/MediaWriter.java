package io.crealia.assets.port;

/** Writes small objects of the media bucket. */
public interface MediaWriter {
    /**
     * Makes the object, or replaces it as a whole.
     *
     * @throws io.crealia.platform.error.DependencyException if the store did not take it, or did not say so
     */
    void write(String key, byte[] content, String contentType);

    /**
     * Removes the object. An object that is not there is as good as removed.
     *
     * @throws io.crealia.platform.error.DependencyException if the store did not answer
     */
    void delete(String key);
}
