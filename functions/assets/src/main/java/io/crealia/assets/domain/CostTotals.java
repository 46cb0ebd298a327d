package io.crealia.assets.domain;

import io.crealia.contracts.Fact.CostKind;
import java.util.HashMap;
import java.util.List;

/**
 * Sums over rows of a ledger, in millionths of a US dollar.
 *
 * @param variance actual less estimate, over what was both estimated and bought: a run at work is not called cheap
 */
public record CostTotals(long estimate, long actual, long variance) {
    public static CostTotals of(List<CostRow> rows) {
        var estimates = new HashMap<String, Long>();
        rows.stream().filter(row -> row.kind() == CostKind.ESTIMATE)
                .forEach(row -> estimates.put(row.purchase(), row.micros()));
        long actual = 0;
        long variance = 0;
        for (var row : rows) {
            if (row.kind() == CostKind.ACTUAL) {
                actual += row.micros();
                variance += row.micros() - estimates.getOrDefault(row.purchase(), row.micros());
            }
        }
        return new CostTotals(estimates.values().stream().mapToLong(Long::longValue).sum(), actual, variance);
    }
}
