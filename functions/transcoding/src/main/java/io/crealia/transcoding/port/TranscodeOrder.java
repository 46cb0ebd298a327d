package io.crealia.transcoding.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.StepToken;
import io.crealia.transcoding.domain.EncodePlan;
import io.crealia.transcoding.domain.OutputLayout;
import java.util.Objects;

/** One job: what to make, of what, where to put it, and by which ids it is found again. */
public record TranscodeOrder(StepToken token, AssetId assetId, String correlationId, String sourceKey,
        OutputLayout layout, EncodePlan plan) {
    public TranscodeOrder {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(sourceKey, "sourceKey");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(plan, "plan");
    }
}
