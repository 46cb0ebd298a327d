package io.crealia.uploads;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.privacy.Personal;
import io.crealia.uploads.adapter.MongoDailyQuota;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.adapter.VaultOwners;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.DailyQuota;
import io.crealia.uploads.port.Owners;
import io.crealia.uploads.port.UploadRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stands in for what remembers a started upload, so that the start can be rehearsed: it asks the stores all that a start
 * does, grants everything, and says of every upload that another call was first with the same one. So nothing is started,
 * stored or logged.
 */
final class RehearsedStart implements UploadRepository, DailyQuota, Owners {
    private final MongoUploadRepository uploads;
    private final MongoDailyQuota quota;
    private final VaultOwners owners;
    private volatile Optional<Stored> first = Optional.empty();

    /** @param uploads and owners over a vault that needs no secret */
    RehearsedStart(MongoUploadRepository uploads, MongoDailyQuota quota, VaultOwners owners) {
        this.uploads = uploads;
        this.quota = quota;
        this.owners = owners;
    }

    @Override
    public boolean insert(Upload upload, Instant sweepAt) {
        first = Optional.of(uploads.rehearse(upload, sweepAt));
        return false;
    }

    @Override
    public Optional<Stored> find(TenantId tenant, UploadId id) {
        return Optional.empty();
    }

    @Override
    public List<Upload> list(TenantId tenant, Optional<UploadId> before, int limit) {
        return List.of();
    }

    @Override
    public Optional<Stored> findByRequestKey(TenantId tenant, String key) {
        uploads.findByRequestKey(tenant, key);
        return first;
    }

    @Override
    public Optional<Stored> replace(Stored before, Stored after) {
        return Optional.empty();
    }

    @Override
    public void acknowledge(TenantId tenant, UploadId id, List<String> messageIds) {
        // Nothing was kept.
    }

    @Override
    public Answer take(TenantId tenant, long sizeBytes) {
        quota.rehearse();
        return (Answer.Granted) () -> {};
    }

    @Override
    public SubjectId register(TenantId tenant, Personal caller, AssetId asset) {
        return owners.rehearse(tenant, caller, asset);
    }

    @Override
    public void release(TenantId tenant, AssetId asset) {
        // Nothing was kept.
    }
}
