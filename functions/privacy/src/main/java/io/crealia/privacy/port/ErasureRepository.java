package io.crealia.privacy.port;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.privacy.domain.Erasure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps erasures. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface ErasureRepository {
    /** @param outbox messages that were decided with this version and perhaps not sent */
    record Stored(Erasure erasure, List<OutboxMessage> outbox) {
        public Stored {
            outbox = List.copyOf(outbox);
        }
    }

    /** Another tenant's erasure is as absent as one that does not exist. */
    Optional<Stored> find(TenantId tenant, ErasureId id);

    /** @return false if there is one with this id already */
    boolean insert(Erasure first);

    /** @return false if the version before is not the current one: load again and decide again */
    boolean replace(Stored next);

    void acknowledge(TenantId tenant, ErasureId id, Collection<String> messageIds);

    /** Erasures of all tenants that are to be driven on, or owe messages, the longest waiting first. */
    List<Erasure> due(Instant now, int limit);

    /** A tenant's erasures, newest id first. */
    List<Erasure> list(TenantId tenant, Optional<ErasureId> before, int limit);
}
