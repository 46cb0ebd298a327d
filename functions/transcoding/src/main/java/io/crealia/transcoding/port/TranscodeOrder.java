package io.crealia.transcoding.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.StepToken;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.OutputLayout;
import java.util.Objects;

/** Everything that is made of a whole source in one job. */
public record TranscodeOrder(StepToken token, AssetId assetId, String correlationId, String sourceKey,
        OutputLayout layout, EncodePlan plan)
        implements
        JobOrder {
    public TranscodeOrder {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(sourceKey, "sourceKey");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(plan, "plan");
    }

    @Override
    public JobKey key() {
        return JobKey.whole(token);
    }
}
