package io.crealia.assets.port;

import io.crealia.assets.domain.Asset;
import io.crealia.contracts.AssetId;
import java.util.Optional;

/**
 * The assets that their owners gave to everybody. A viewer of one names no tenant, so this is the one question that is
 * asked without; it can only be answered with what is public.
 */
public interface PublicAssets {
    /**
     * @return empty if there is no such asset, or its policy is not {@code PUBLIC} at this moment
     * @throws io.crealia.platform.error.DependencyException if the store did not answer
     */
    Optional<Asset> find(AssetId id);
}
