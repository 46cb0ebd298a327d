package io.crealia.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds the requests in the bytes that a client sends. */
@FunctionalInterface
public interface Protocol {
    /** {@link Request#bodyLength} of a body in HTTP's chunked coding. */
    long CHUNKED = -1;

    /**
     * @param operation its name
     * @param head what of it was read; its beginning
     * @param bodyLength bytes of it that are still to be read, or {@link #CHUNKED}
     */
    record Request(String operation, byte[] head, long bodyLength) {}

    /** Waits for the next request; empty at the end of the connection. */
    Optional<Request> next(InputStream in) throws IOException;

    /** Whether a piece of the server's is no reply yet, as {@code 100 Continue} is none. */
    default boolean interim(byte[] piece, int length) {
        return false;
    }
}
