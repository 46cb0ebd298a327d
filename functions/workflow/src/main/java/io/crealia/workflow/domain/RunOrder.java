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

    public String template() {
        return parameters.template();
    }

    /** The id of an upload's first run: derived, so that a repeated fact cannot make a second one. */
    public static RunId firstRunOf(UploadId upload) {
        return new RunId(RunId.PREFIX + upload.ulid());
    }
}
