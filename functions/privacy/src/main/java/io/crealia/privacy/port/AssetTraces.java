package io.crealia.privacy.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.util.Set;

/** Finds what else names an asset. */
public interface AssetTraces {
    /** Ids of the uploads and runs of an asset that are documents at this moment. */
    Set<String> ids(TenantId tenant, AssetId asset);
}
