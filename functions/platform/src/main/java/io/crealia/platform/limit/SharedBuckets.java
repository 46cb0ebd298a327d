package io.crealia.platform.limit;

import java.util.Optional;

/** Buckets that all functions share. */
@FunctionalInterface
interface SharedBuckets {
    /** @return empty if they cannot be asked now */
    Optional<Gcra.Taken> take(String key, Rate rate, int weight);
}
