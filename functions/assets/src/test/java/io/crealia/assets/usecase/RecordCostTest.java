package io.crealia.assets.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.domain.CostRow;
import io.crealia.assets.port.CostRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.testkit.Counted;
import io.crealia.testkit.MovableClock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordCostTest {
    private final RecordCost record = new RecordCost(new Rows(new HashSet<>()));

    /** A ledger that refuses a row it has. */
    private record Rows(Set<String> ids) implements CostRepository {
        @Override
        public boolean insert(CostRow row) {
            return ids.add(row.id());
        }

        @Override
        public List<CostRow> list(TenantId tenant, AssetId asset) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }

    private static Fact.CostRecorded cost(String item, CostKind kind, long micros) {
        var header = new Fact.Header("evt_1", MovableClock.START, new TenantId("acme"),
                new AssetId("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC"), "corr-0001");
        return new Fact.CostRecorded(header,
                new StepToken(new RunId("wfl_01KAX3D8G07Q9T5ZK2W8X4Y6BC"), Step.ENRICH, 1), item, kind, "tokens", 10,
                micros);
    }

    @Test
    void execute_sameRowAgain_countsOnce() {
        var counted = Counted.during(() -> {
            for (var i = 0; i < 3; i++) {
                record.execute(cost("crealia_enrich", CostKind.ACTUAL, 700));
            }
            record.execute(cost("transcode", CostKind.ACTUAL, 50));
        });

        assertThat(counted).containsEntry("crealia_cost_micros_total|enrich", 700L)
                .containsEntry("crealia_cost_micros_total|transcode", 50L);
    }

    @Test
    void execute_estimate_isNoCost() {
        var counted = Counted.during(() -> record.execute(cost("transcode", CostKind.ESTIMATE, 50)));

        assertThat(counted).doesNotContainKey("crealia_cost_micros_total|transcode");
    }
}
