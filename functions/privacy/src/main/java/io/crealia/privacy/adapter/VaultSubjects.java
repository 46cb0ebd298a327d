package io.crealia.privacy.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.privacy.port.Subjects;
import java.util.List;
import java.util.Optional;

/** The persons whom the vault has keys for. */
public final class VaultSubjects implements Subjects {
    private static final String CONTEXT = "privacy/probe";
    private static final byte[] PROBE = {1};

    private final SubjectVault vault;

    public VaultSubjects(SubjectVault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<SubjectId> find(TenantId tenant, String name) {
        return vault.find(tenant, name);
    }

    // What is sealed without a key opens as nothing.
    @Override
    public boolean readable(TenantId tenant, SubjectId subject) {
        return vault.open(tenant, CONTEXT, vault.seal(tenant, subject, CONTEXT, PROBE)).isPresent();
    }

    @Override
    public boolean known(TenantId tenant, SubjectId subject) {
        return !assets(tenant, subject, Optional.empty(), 1).isEmpty() || readable(tenant, subject);
    }

    @Override
    public Optional<SubjectId> owner(TenantId tenant, AssetId asset) {
        return vault.owner(tenant, asset);
    }

    @Override
    public List<AssetId> assets(TenantId tenant, SubjectId subject, Optional<AssetId> after, int limit) {
        return vault.assets(tenant, subject, after, limit);
    }

    @Override
    public void forget(TenantId tenant, SubjectId subject) {
        vault.destroy(tenant, subject);
    }
}
