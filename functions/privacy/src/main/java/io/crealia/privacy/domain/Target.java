package io.crealia.privacy.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.util.Set;
import java.util.TreeSet;

/**
 * An asset whose data are looked for.
 *
 * @param ids of its uploads and runs, as far as they are known
 */
public record Target(TenantId tenant, AssetId asset, Set<String> ids) {
    public Target {
        ids = new TreeSet<>(ids);
    }
}
