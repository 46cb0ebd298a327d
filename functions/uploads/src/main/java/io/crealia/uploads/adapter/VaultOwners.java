package io.crealia.uploads.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.Personal;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.uploads.port.Owners;

/** Owners in the vault. */
public final class VaultOwners implements Owners {
    private final SubjectVault vault;

    public VaultOwners(SubjectVault vault) {
        this.vault = vault;
    }

    /** Before a SnapStart checkpoint; nothing is noted. */
    public SubjectId rehearse(TenantId tenant, Personal caller, AssetId asset) {
        return vault.rehearse(tenant, caller.value(), asset);
    }

    @Override
    public SubjectId register(TenantId tenant, Personal caller, AssetId asset) {
        return vault.register(tenant, caller.value(), asset);
    }

    @Override
    public void release(TenantId tenant, AssetId asset) {
        vault.release(tenant, asset);
    }
}
