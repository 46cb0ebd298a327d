package io.crealia.assets.port;

import io.crealia.assets.domain.CostRow;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.util.List;

/** Keeps ledgers. Rows are never changed. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface CostRepository {
    /** The most rows that are kept in mind of one asset; a run has some ten. */
    int MAX_ROWS = 5000;

    /** @return false if a row of this {@link CostRow#id()} is there already; it stays as it is */
    boolean insert(CostRow row);

    /** The rows of one asset of one tenant by their ids, at most {@link #MAX_ROWS}; empty where there is none. */
    List<CostRow> list(TenantId tenant, AssetId asset);
}
