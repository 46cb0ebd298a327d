package io.crealia.transcoding.domain;

/** Random access to a file that is too large to hold. */
@FunctionalInterface
public interface ByteSource {
    /** @return at most {@code length} bytes from {@code offset}; fewer only at the end of the file */
    byte[] read(long offset, int length);
}
