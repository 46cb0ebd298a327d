package io.crealia.assets.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Makes addresses under which anybody may read one object of the media bucket for a while. Calls no service. */
public interface MediaSigner {
    /**
     * How long an address signed at {@code at} can be good for.
     *
     * @return {@code wanted}, or less; zero if nothing can be signed at present
     */
    Duration longest(Instant at, Duration wanted);

    /**
     * An absolute address to GET the object with, whether it exists or not.
     *
     * @param lifetime from {@code at}; above zero and at most {@link #longest}
     */
    URI sign(String key, Instant at, Duration lifetime);
}
