package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.Overrides;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EditAssetTest {
    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final EditAsset edit = new EditAsset(assets, InstantSource.system());

    @BeforeEach
    void preparing() {
        assets.insert(Samples.first(change(1), Map.of()));
    }

    private static AssetChanged change(long version) {
        return Samples.change(version, AssetState.PREPARING, 5, Map.of(), Samples.running(Step.PROBE));
    }

    private static Edits titled(Asset asset, String title) {
        return asset.edits().with(new Overrides(Optional.of(title), Optional.empty(), Optional.of(List.of()),
                Optional.empty()));
    }

    /** A run's progress is written between reading and writing. */
    @Test
    void execute_overtakenByProgress_losesNeither() {
        var tries = new AtomicInteger();
        var result = edit.execute(ACME, ASSET, Samples.PERSON, _ -> true, asset -> {
            if (tries.incrementAndGet() == 1) {
                assets.advance(change(2), Samples.START);
            }
            return titled(asset, "A");
        });

        assertThat(result).isInstanceOf(EditAsset.Result.Done.class);
        var asset = assets.find(ACME, ASSET).orElseThrow();
        assertThat(asset.runVersion()).isEqualTo(2);
        assertThat(asset.edits().overrides().title()).contains("A");
    }

    @Test
    void execute_alwaysOvertaken_isBusy() {
        var version = new AtomicInteger(1);

        assertThat(edit.execute(ACME, ASSET, Samples.PERSON, _ -> true, asset -> {
            assets.advance(change(version.incrementAndGet()), Samples.START);
            return titled(asset, "A");
        })).isEqualTo(new EditAsset.Result.Busy());
        assertThat(assets.find(ACME, ASSET).orElseThrow().edits()).isEqualTo(Edits.NONE);
    }

    @Test
    void execute_nothingChanges_writesNothing() {
        var before = assets.find(ACME, ASSET).orElseThrow();

        assertThat(edit.execute(ACME, ASSET, Samples.PERSON, _ -> true, Asset::edits))
                .isEqualTo(new EditAsset.Result.Done(before));
        assertThat(assets.find(ACME, ASSET)).contains(before);
    }

    @Test
    void execute_unexpectedMissingOrForeign_changesNothing() {
        assertThat(edit.execute(ACME, ASSET, Samples.PERSON, _ -> false, asset -> titled(asset, "A")))
                .isEqualTo(new EditAsset.Result.Unexpected());
        assertThat(edit.execute(Samples.RIVAL, ASSET, Samples.PERSON, _ -> true, asset -> titled(asset, "A")))
                .isEqualTo(new EditAsset.Result.Unknown());
        assertThat(assets.find(ACME, ASSET).orElseThrow().edits()).isEqualTo(Edits.NONE);
    }
}
