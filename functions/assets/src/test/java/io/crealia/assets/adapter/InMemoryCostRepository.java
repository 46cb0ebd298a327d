package io.crealia.assets.adapter;

import io.crealia.assets.domain.CostRow;
import io.crealia.assets.port.CostRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import java.util.List;
import java.util.TreeMap;

/** Rows in a map, under one lock. */
public final class InMemoryCostRepository implements CostRepository {
    private final TreeMap<String, CostRow> rows = new TreeMap<>();

    @Override
    public synchronized boolean insert(CostRow row) {
        return rows.putIfAbsent(row.id(), row) == null;
    }

    @Override
    public synchronized List<CostRow> list(TenantId tenant, AssetId asset) {
        return rows.values().stream().filter(row -> row.tenant().equals(tenant) && row.asset().equals(asset))
                .limit(MAX_ROWS).toList();
    }
}
