package io.crealia.workflow.port;

import java.util.List;
import java.util.Optional;

/** Files that steps left in the media bucket. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface RunFiles {
    /** @param name below the folder */
    record Listed(String name, long sizeBytes) {}

    /** @param limit the most to return, by ascending name */
    List<Listed> list(String folder, int limit);

    /**
     * SHA-256 in hex of a file, in which ids of runs with what follows them to the number of the attempt are left out where
     * the file is a step's result: they say where it lies, not what it is.
     *
     * @return empty if there is no such file
     */
    Optional<String> sha256(String key);
}
