package io.crealia.privacy.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.List;

/** Assets whose file was refused: nobody can do anything with them. */
public interface RejectedAssets {
    record Rejected(TenantId tenant, AssetId asset) {}

    List<Rejected> before(Instant at, int limit);
}
