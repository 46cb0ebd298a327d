package io.crealia.assets.adapter;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.CostRow;
import io.crealia.assets.port.CostRepository;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import org.junit.jupiter.api.Test;

/** What every {@link CostRepository} keeps. */
abstract class CostRepositoryContract {
    /** An empty repository. */
    abstract CostRepository repository();

    private static CostRow row(TenantId tenant, AssetId asset, CostKind kind, long micros) {
        return new CostRow(tenant, asset, new StepToken(Samples.RUN, Step.TRANSCODE, 1), "transcode", kind,
                "output_ms", 10_010, micros, Samples.START);
    }

    @Test
    void list_inserted_isEqual() {
        var costs = repository();
        var estimate = row(ACME, ASSET, CostKind.ESTIMATE, 5);
        var actual = row(ACME, ASSET, CostKind.ACTUAL, Long.MAX_VALUE);

        assertThat(costs.insert(estimate)).isTrue();
        assertThat(costs.insert(actual)).isTrue();

        assertThat(costs.list(ACME, ASSET)).containsExactly(actual, estimate);
    }

    @Test
    void insert_sameMeaningAgain_changesNothing() {
        var costs = repository();
        costs.insert(row(ACME, ASSET, CostKind.ACTUAL, 5));

        assertThat(costs.insert(row(ACME, ASSET, CostKind.ACTUAL, 6))).isFalse();
        assertThat(costs.list(ACME, ASSET)).containsExactly(row(ACME, ASSET, CostKind.ACTUAL, 5));
    }

    /** One tenant's name may begin with another's. */
    @Test
    void list_othersRows_areNotSeen() {
        var costs = repository();
        for (var tenant : new String[]{"rival", "acme-2", "acme0", "acm", "acme_"}) {
            costs.insert(row(new TenantId(tenant), ASSET, CostKind.ACTUAL, 1));
        }
        costs.insert(row(ACME, Samples.asset(1), CostKind.ACTUAL, 1));

        assertThat(costs.list(ACME, ASSET)).isEmpty();
        assertThat(costs.list(RIVAL, ASSET)).hasSize(1);
    }
}
