package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CostTotalsTest {
    private static CostRow row(int attempt, CostKind kind, long micros) {
        return new CostRow(Samples.ACME, Samples.ASSET, new StepToken(Samples.RUN, Step.TRANSCODE, attempt),
                "transcode", kind, "output_ms", 1, micros, Samples.START);
    }

    @Test
    void of_noRows_isZero() {
        assertThat(CostTotals.of(List.of())).isEqualTo(new CostTotals(0, 0, 0));
    }

    @Test
    void of_estimateWithoutActual_isNoVariance() {
        assertThat(CostTotals.of(List.of(row(1, CostKind.ESTIMATE, 900)))).isEqualTo(new CostTotals(900, 0, 0));
    }

    @Test
    void of_purchasesWithBoth_varyBySign() {
        var rows = List.of(row(1, CostKind.ACTUAL, 120), row(1, CostKind.ESTIMATE, 100), row(2, CostKind.ESTIMATE, 50),
                row(2, CostKind.ACTUAL, 10), row(3, CostKind.ACTUAL, 7), row(4, CostKind.ESTIMATE, 1000));

        assertThat(CostTotals.of(rows)).isEqualTo(new CostTotals(1150, 137, -20));
    }
}
