package io.crealia.uploads.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.Personal;

/**
 * Knows whose asset is whose. All methods throw {@link io.crealia.platform.error.DependencyException} if the store does
 * not answer.
 */
public interface Owners {
    /** Notes the caller as owner of an asset that is about to be. */
    SubjectId register(TenantId tenant, Personal caller, AssetId asset);

    /** Takes back what was noted of an asset that was never made. */
    void release(TenantId tenant, AssetId asset);
}
