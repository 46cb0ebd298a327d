package io.crealia.privacy.port;

import java.time.Instant;
import java.util.Optional;

/** Remembers, inside the database, when certificates were last compared with it: a restore takes the mark back too. */
public interface ReplayMark {
    Optional<Instant> read();

    void write(Instant at);
}
