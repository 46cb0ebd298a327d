package io.crealia.transcoding.port;

import io.crealia.contracts.AssetId;
import io.crealia.transcoding.domain.ClipPlan;
import io.crealia.transcoding.domain.JobKey;
import java.util.Objects;

/** One clip of a source, as a file of its own. */
public record ClipOrder(JobKey key, AssetId assetId, String correlationId, String sourceKey, ClipPlan plan)
        implements
        JobOrder {
    public ClipOrder {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(sourceKey, "sourceKey");
        Objects.requireNonNull(plan, "plan");
    }
}
