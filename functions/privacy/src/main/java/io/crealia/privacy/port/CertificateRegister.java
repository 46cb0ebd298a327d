package io.crealia.privacy.port;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.Optional;

/** Keeps certificates apart from the database, so that a restored database is told what was erased. */
public interface CertificateRegister {
    record Entry(String place, String signed) {}

    /** Repeated, the later one stays. */
    void put(TenantId tenant, ErasureId id, String signed);

    /** @param after the place of the last entry of the page before */
    List<Entry> list(Optional<String> after, int limit);
}
