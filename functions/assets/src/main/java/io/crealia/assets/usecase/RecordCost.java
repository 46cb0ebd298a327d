package io.crealia.assets.usecase;

import io.crealia.assets.domain.CostRow;
import io.crealia.assets.port.CostRepository;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.Fact.CostRecorded;
import io.crealia.metrics.Metric;
import io.crealia.metrics.Metrics;

/** Keeps a row of a ledger. The same row again changes and counts nothing. */
public record RecordCost(CostRepository costs) {
    public void execute(CostRecorded fact) {
        if (costs.insert(CostRow.of(fact)) && fact.kind() == CostKind.ACTUAL) {
            Metrics.add(Metric.COST, fact.micros(), fact.item().replaceFirst("^crealia_", ""));
        }
    }
}
