package io.crealia.privacy.port;

import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import java.util.Map;

/** Finds what is sealed for persons, wherever it lies in the database. */
public interface SealedRecords {
    /**
     * @param sealed fields that were sealed for one of them
     * @param readable those of them that a key still opens
     */
    record Count(long sealed, long readable) {}

    /** Reads every document of the database. */
    Count of(Map<SubjectId, TenantId> persons);
}
