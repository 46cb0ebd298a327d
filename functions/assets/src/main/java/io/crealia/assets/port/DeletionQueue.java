package io.crealia.assets.port;

import io.crealia.assets.domain.Asset;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import java.time.Instant;
import java.util.List;

/**
 * Keeps, inside the asset's own document, who has to hear of its deletion. Every method may throw
 * {@link io.crealia.platform.error.DependencyException}.
 */
public interface DeletionQueue {
    /** @param tellAt when the sweeper tells again, unless the asset is deleted by then */
    record Owed(TenantId tenant, AssetId asset, List<OutboxMessage> messages, Instant tellAt) {
        public Owed {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Keeps an asset that is being deleted together with its messages: as the version after the one stored, or as the
     * first.
     *
     * @return false if somebody else was first; nothing was changed then
     */
    boolean put(Asset deleting, List<OutboxMessage> messages, Instant tellAt);

    /** Deletions of all tenants that are to be told by now, the longest waiting first. */
    List<Owed> due(Instant now, int limit);

    /** @return false if the asset is deleted, or another teller was first; nothing was changed then */
    boolean postpone(Owed owed, Instant until);
}
