package io.crealia.privacy.port;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Keeps the archives of exports. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface Archives {
    /** Writes an archive to a stream. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A signed address and when it ends, which may be earlier than was wished. */
    record Link(URI address, Instant expiresAt) {}

    /**
     * Nothing can be read before all of it is written. Repeated, the later one stays.
     *
     * @throws IllegalStateException if it is larger than an archive may be
     */
    void put(TenantId tenant, ExportId id, Content content);

    /** @return whether there is an archive */
    boolean exists(TenantId tenant, ExportId id);

    /** Safe to repeat. */
    void delete(TenantId tenant, ExportId id);

    Link link(TenantId tenant, ExportId id, Instant at, Duration lifetime);
}
