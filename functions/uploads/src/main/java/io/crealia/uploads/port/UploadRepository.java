package io.crealia.uploads.port;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.uploads.domain.Upload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps uploads, one document each. Every method takes the tenant: the upload of another one does not exist. All methods
 * throw {@link io.crealia.platform.error.DependencyException} if the store does not answer; a write may then have
 * happened all the same.
 */
public interface UploadRepository {
    /**
     * Adds a new upload, with version 0 and an empty outbox.
     *
     * @param sweepAt when the sweeper shall look at it
     * @return false, and nothing changed, if there is an upload with this id, or with the same tenant and request key
     */
    boolean insert(Upload upload, Instant sweepAt);

    Optional<Stored> find(TenantId tenant, UploadId id);

    /**
     * A tenant's uploads, newest id first.
     *
     * @param before only uploads with a lower id, where given
     * @param limit the most to return
     */
    List<Upload> list(TenantId tenant, Optional<UploadId> before, int limit);

    /** @param key of {@link io.crealia.uploads.domain.UploadSession.RequestMark} */
    Optional<Stored> findByRequestKey(TenantId tenant, String key);

    /**
     * Replaces what was read by its successor, with the next version; atomic.
     *
     * @return empty, and nothing changed, if somebody else was first: read again and decide again
     */
    Optional<Stored> replace(Stored before, Stored after);

    /**
     * Takes sent messages out of the outbox and the upload out of the sweeper's queue; the version stays. Unknown uploads
     * and messages are ignored.
     */
    void acknowledge(TenantId tenant, UploadId id, List<String> messageIds);

    /**
     * An upload as it was read.
     *
     * @param version grows by one with each replacement
     * @param outbox decided together with the state, not yet known to be sent
     * @param sweepAt when the sweeper shall look at it; empty when there is nothing left to do
     */
    record Stored(Upload upload, long version, List<OutboxMessage> outbox, Optional<Instant> sweepAt) {
        public Stored {
            Objects.requireNonNull(upload, "upload");
            Objects.requireNonNull(sweepAt, "sweepAt");
            outbox = List.copyOf(outbox);
        }

        /** The successor in another state, to be looked at as before. */
        public Stored become(Upload next) {
            return new Stored(next, version + 1, outbox, sweepAt);
        }

        /** The successor that has something to tell. */
        public Stored finish(Upload.Finished next, OutboxMessage message, Instant relayedBy) {
            return new Stored(next, version + 1, List.of(message), Optional.of(relayedBy));
        }

        /** The successor that nobody need hear or look after. */
        public Stored abandon(Upload.Abandoned next) {
            return new Stored(next, version + 1, List.of(), Optional.empty());
        }
    }
}
