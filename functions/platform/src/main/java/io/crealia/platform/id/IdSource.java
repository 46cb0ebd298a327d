package io.crealia.platform.id;

/** Gives ids. In tests a source with a fixed seed stands in. */
@FunctionalInterface
public interface IdSource {
    /** A ULID: 26 characters of Crockford's base 32; 48 bits of milliseconds, then 80 random bits. Sorts by time. */
    String ulid();
}
