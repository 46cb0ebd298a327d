package io.crealia.uploads.fake;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.Personal;
import io.crealia.uploads.port.Owners;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Owners in memory, under one lock. */
public final class InMemoryOwners implements Owners {
    private final Map<List<Object>, SubjectId> people = new HashMap<>();
    private final Map<AssetId, SubjectId> owners = new HashMap<>();

    @Override
    public synchronized SubjectId register(TenantId tenant, Personal caller, AssetId asset) {
        var subject = people.computeIfAbsent(List.of(tenant, caller),
                _ -> new SubjectId("sub_%026d".formatted(people.size() + 1)));
        owners.putIfAbsent(asset, subject);
        return subject;
    }

    @Override
    public synchronized void release(TenantId tenant, AssetId asset) {
        owners.remove(asset);
    }

    public synchronized Map<AssetId, SubjectId> owners() {
        return Map.copyOf(owners);
    }
}
