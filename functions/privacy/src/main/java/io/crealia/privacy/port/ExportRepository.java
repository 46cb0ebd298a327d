package io.crealia.privacy.port;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.privacy.domain.Export;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps exports. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface ExportRepository {
    /** Another tenant's export is as absent as one that does not exist. */
    Optional<Export> find(TenantId tenant, ExportId id);

    /** @return false if there is one with this id already */
    boolean insert(Export first, List<OutboxMessage> outbox);

    /** What its outbox still held is not sent any more: whoever changes an export looks after it. */
    boolean replace(Export next);

    void acknowledge(TenantId tenant, ExportId id, Collection<String> messageIds);

    /** A person's exports, at most so many, the newest first. */
    List<Export> of(TenantId tenant, SubjectId subject, int limit);

    /** Exports of all tenants that are to be made or deleted, the longest waiting first. */
    List<Export> due(Instant now, int limit);

    /** @return false if there was none */
    boolean delete(TenantId tenant, ExportId id);
}
