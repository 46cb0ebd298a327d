package io.crealia.assets.domain;

import static io.crealia.assets.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AssetTest {
    private final Asset first = Asset
            .first(Samples.change(1, AssetState.PREPARING, 0, Map.of(), running(Step.PROBE)), Map.of());

    @Test
    void isOlderThan_sameRun_comparesVersions() {
        assertThat(first.isOlderThan(Samples.ready(2))).isTrue();
        assertThat(first.isOlderThan(Samples.ready(1))).isFalse();
    }

    @Test
    void isOlderThan_otherRun_comparesRunsOnly() {
        var later = Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of());
        var asset = Asset.first(Samples.ready(50), Map.of());

        assertThat(asset.isOlderThan(later)).isTrue();
        assertThat(asset.after(later, Map.of()).isOlderThan(Samples.ready(99))).isFalse();
    }

    @Test
    void createdAt_isTheTimeInTheId() {
        assertThat(first.createdAt()).isEqualTo(Instant.ofEpochMilli(1_764_060_733_952L));
    }

    @Test
    void shown_neverReady_isTheNewestRun() {
        assertThat(first.shown().state()).isEqualTo(AssetState.PREPARING);
        assertThat(first.lastRun()).isEmpty();
    }

    @Test
    void shown_readyThenNewRun_staysUntilThatIsReady() {
        var ready = Asset.first(Samples.ready(9), Map.of(Step.PROBE, PROBE));
        var preparing = ready.after(later(1, AssetState.PREPARING), Map.of());
        var errored = preparing.after(later(2, AssetState.ERRORED), Map.of());

        for (var asset : List.of(preparing, errored)) {
            assertThat(asset.shown()).isEqualTo(ready.shown());
            assertThat(asset.lastRun()).contains(new LastRun(Samples.LATER_RUN, asset.state(), Optional.empty()));
        }
        var again = errored.after(later(3, AssetState.READY_DEGRADED), Map.of());
        assertThat(again.shown().runId()).isEqualTo(Samples.LATER_RUN);
        assertThat(again.shown().results()).isEmpty();
        assertThat(again.kept()).isEmpty();
        assertThat(again.lastRun()).isEmpty();
    }

    @Test
    void lacks_olderReadyRunHeardLate_isKept() {
        var asset = Asset.first(later(1, AssetState.PREPARING), Map.of());

        assertThat(asset.lacks(Samples.change(5, AssetState.PREPARING, 10, Map.of()))).isFalse();
        assertThat(asset.lacks(Samples.ready(9))).isTrue();
        var kept = asset.keeping(Samples.ready(9), Map.of(Step.PROBE, PROBE));
        assertThat(kept.shown().state()).isEqualTo(AssetState.READY);
        assertThat(kept.state()).isEqualTo(AssetState.PREPARING);
        assertThat(kept.lacks(Samples.ready(9))).isFalse();
        assertThat(kept.lacks(Samples.ready(10))).isTrue();
    }

    @Test
    void lacks_newestRunIsReadyOrDeleted_nothing() {
        for (var state : List.of(AssetState.READY, AssetState.DELETED, AssetState.DELETING)) {
            assertThat(Asset.first(later(1, state), Map.of()).lacks(Samples.ready(9))).as(state.name()).isFalse();
        }
    }

    @Test
    void shown_deleted_isNothingOfBefore() {
        var asset = Asset.first(Samples.ready(9), Map.of(Step.PROBE, PROBE)).after(later(1, AssetState.DELETED),
                Map.of());

        assertThat(asset.shown().state()).isEqualTo(AssetState.DELETED);
        assertThat(asset.shown().results()).isEmpty();
    }

    private static final StepResult PROBE = new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE));

    private static AssetChanged later(long version, AssetState state) {
        return Samples.change(Samples.LATER_RUN, version, state, 0, Map.of());
    }
}
