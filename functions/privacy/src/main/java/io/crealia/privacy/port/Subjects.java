package io.crealia.privacy.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.Optional;

/** The persons of a tenant. */
public interface Subjects {
    /** @param name what the issuer calls the person */
    Optional<SubjectId> find(TenantId tenant, String name);

    /** Whether the person's key still opens what is his. */
    boolean readable(TenantId tenant, SubjectId subject);

    /** Stays true after the key is destroyed. */
    boolean known(TenantId tenant, SubjectId subject);

    /** Whose asset it is, erased or not. */
    Optional<SubjectId> owner(TenantId tenant, AssetId asset);

    /** All assets of a person, in pages. */
    List<AssetId> assets(TenantId tenant, SubjectId subject, Optional<AssetId> after, int limit);

    /** Destroys his key. Safe to repeat. */
    void forget(TenantId tenant, SubjectId subject);
}
