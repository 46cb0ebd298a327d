package io.crealia.workflow.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run was asked to do. It never changes.
 *
 * @param uploadId present in the first run of an asset
 * @param source absent where the source was rejected before anything could run
 * @param retryOf the run that this one takes up
 * @param generation 0, and one more than the run that this one takes up
 */
public record RunOrder(RunId id, TenantId tenantId, AssetId assetId, Optional<UploadId> uploadId,
        Optional<SourceObject> source, String correlationId, RunParameters parameters, Optional<RunId> retryOf,
        int generation) {
    public RunOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenantId, "tenantId");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(uploadId, "uploadId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(retryOf, "retryOf");
        if (generation < 0) {
            throw new IllegalArgumentException("generation must be at least 0, was " + generation);
        }
    }

    /** The order without what it was about. Its correlation id may be a client's own word, so the run's id stands in. */
    RunOrder erased() {
        return new RunOrder(id, tenantId, assetId, uploadId, Optional.empty(), id.value(), RunParameters.DEFAULT,
                retryOf,
                generation);
    }

    public String template() {
        return parameters.template();
    }

    /** Stands for the runs of an asset that is deleted before it had one. */
    public static RunOrder tombstone(TenantId tenant, AssetId asset) {
        var id = new RunId(RunId.PREFIX + asset.ulid());
        return new RunOrder(id, tenant, asset, Optional.empty(), Optional.empty(), id.value(), RunParameters.DEFAULT,
                Optional.empty(), 0);
    }

    /** The id of an upload's first run: derived, so that a repeated fact cannot make a second one. */
    public static RunId firstRunOf(UploadId upload) {
        return new RunId(RunId.PREFIX + upload.ulid());
    }
}
