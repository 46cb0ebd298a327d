package io.crealia.assets.domain;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.Fact.CostRecorded;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * One row of an asset's ledger.
 *
 * @param micros millionths of a US dollar
 */
public record CostRow(TenantId tenant, AssetId asset, StepToken token, String item, CostKind kind, String unit,
        long quantity, long micros, Instant at) {
    public CostRow {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(at, "at");
    }

    public static CostRow of(CostRecorded fact) {
        var header = fact.header();
        return new CostRow(header.tenantId(), header.assetId(), fact.token(), fact.item(), fact.kind(), fact.unit(),
                fact.quantity(), fact.micros(), header.at());
    }

    /** What was bought, told once as an estimate and once as it was. */
    public String purchase() {
        return token + "." + item;
    }

    /** Equal for rows that tell the same again. */
    public String id() {
        return tenant + "/" + asset + "/" + purchase() + "." + kind;
    }
}
