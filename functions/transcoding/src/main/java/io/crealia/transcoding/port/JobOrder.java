package io.crealia.transcoding.port;

import io.crealia.contracts.AssetId;
import io.crealia.transcoding.domain.JobKey;

/** One job: of what, where to put it, and by which ids it is found again. */
public sealed interface JobOrder permits TranscodeOrder, ClipOrder {
    JobKey key();

    AssetId assetId();

    String correlationId();

    String sourceKey();
}
