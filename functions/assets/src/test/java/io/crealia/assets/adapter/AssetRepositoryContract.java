package io.crealia.assets.adapter;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.LATER_RUN;
import static io.crealia.assets.Samples.RIVAL;
import static io.crealia.assets.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Chapter;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.domain.StepResult;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.PublicAssets;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AssetRepository} keeps. */
abstract class AssetRepositoryContract {
    private static final Map<Step, StepResult> RESULTS = Map.of(Step.PROBE,
            new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE)), Step.STILLS,
            new StepResult(Samples.STILLS_KEY, Json.parse(Samples.STILLS)), Step.VERIFY,
            new StepResult(Samples.VERIFY_KEY,
                    Json.parse("{\"n\":null,\"big\":9007199254740993,\"list\":[1,[true]]}")));

    /** An empty repository. */
    abstract AssetRepository repository();

    /** Of the repository that was made last. */
    abstract PublicAssets publicAssets();

    @Test
    void find_inserted_isEqual() {
        var assets = repository();
        var asset = Samples.first(Samples.ready(7), RESULTS);
        assertThat(assets.insert(asset)).isTrue();

        var found = assets.find(ACME, ASSET).orElseThrow();

        // JSON trees of equal content may differ in the width of their numbers, so results are compared as text.
        assertThat(found).usingRecursiveComparison().ignoringFields("results", "newest").isEqualTo(asset);
        assertThat(found.results().keySet()).isEqualTo(RESULTS.keySet());
        RESULTS.forEach((step, result) -> {
            assertThat(found.results().get(step).key()).isEqualTo(result.key());
            assertThat(found.results().get(step).document().toString()).isEqualTo(result.document().toString());
        });
    }

    @Test
    void find_rejectedWithReason_isEqual() {
        var assets = repository();
        var asset = Samples.first(Samples.change(1, AssetState.REJECTED, 0, Map.of()), Map.of());
        assets.insert(asset);

        assertThat(assets.find(ACME, ASSET)).contains(asset);
    }

    @Test
    void find_otherTenant_isAbsent() {
        var assets = repository();
        assets.insert(Samples.first(Samples.ready(7), RESULTS));

        assertThat(assets.find(RIVAL, ASSET)).isEmpty();
        assertThat(assets.show(RIVAL, ASSET)).isEmpty();
    }

    @Test
    void show_inserted_isAsFoundButForTheEvent() {
        var assets = repository();
        assets.insert(Samples.first(Samples.ready(7), RESULTS));

        var found = assets.find(ACME, ASSET).orElseThrow();

        assertThat(found.newest()).isPresent();
        assertThat(assets.show(ACME, ASSET)).contains(found.withoutEvent());
    }

    @Test
    void insert_idTakenByAnotherTenant_isRefused() {
        var assets = repository();
        assets.insert(preparing(ACME, ASSET, 1));

        assertThat(assets.insert(preparing(RIVAL, ASSET, 1))).isFalse();
        assertThat(assets.find(ACME, ASSET)).isPresent();
    }

    @Test
    void replace_nextVersion_isStored() {
        var assets = repository();
        var first = preparing(ACME, ASSET, 1);
        assets.insert(first);
        var next = Samples.next(Optional.of(first), Samples.ready(2), RESULTS);

        assertThat(assets.replace(first, next)).isTrue();
        assertThat(assets.find(ACME, ASSET).orElseThrow().state()).isEqualTo(AssetState.READY);
    }

    @Test
    void replace_versionGone_isRefused() {
        var assets = repository();
        var first = preparing(ACME, ASSET, 1);
        assets.insert(first);
        assets.replace(first, Samples.next(Optional.of(first), Samples.ready(3), RESULTS));

        assertThat(assets.replace(first, first.after(progress(2, 10), Map.of()))).isFalse();
        assertThat(assets.find(ACME, ASSET).orElseThrow().runVersion()).isEqualTo(3);
    }

    @Test
    void replace_unknownAsset_isRefused() {
        var first = preparing(ACME, ASSET, 1);

        assertThat(repository().replace(first, first.after(Samples.ready(2), RESULTS))).isFalse();
    }

    @Test
    void replace_concurrent_oneWins() throws Exception {
        var assets = repository();
        var first = preparing(ACME, ASSET, 1);
        assets.insert(first);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = threads.invokeAll(Collections.<Callable<Boolean>>nCopies(8,
                    () -> assets.replace(first, first.after(Samples.ready(2), RESULTS))));
            var wins = 0;
            for (var outcome : tries) {
                wins += outcome.get() ? 1 : 0;
            }
            assertThat(wins).isEqualTo(1);
        }
    }

    @Test
    void advance_onlyProgressDiffers_isRecordedAsNewVersion() {
        var assets = repository();
        assets.insert(Samples.first(progress(1, 10), Map.of()));

        assertThat(assets.advance(progress(4, 40), Samples.START)).isTrue();

        var found = assets.find(ACME, ASSET).orElseThrow();
        assertThat(found.percent()).isEqualTo(40);
        assertThat(found.runVersion()).isEqualTo(4);
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.updatedAt()).isEqualTo(Samples.START.plusSeconds(4));
    }

    @Test
    void advance_equalOrLowerRunVersion_isRefused() {
        var assets = repository();
        assets.insert(Samples.first(progress(4, 40), Map.of()));

        assertThat(assets.advance(progress(4, 50), Samples.START)).isFalse();
        assertThat(assets.advance(progress(3, 30), Samples.START)).isFalse();
        assertThat(assets.find(ACME, ASSET).orElseThrow().percent()).isEqualTo(40);
    }

    @Test
    void advance_otherShapeTenantRunOrAsset_isRefused() {
        var assets = repository();
        assets.insert(Samples.first(progress(1, 10), Map.of()));

        assertThat(assets.advance(Samples.ready(2), Samples.START)).isFalse();
        assertThat(assets.advance(Samples.change(LATER_RUN, 2, AssetState.PREPARING, 20, Map.of()), Samples.START))
                .isFalse();
        assertThat(assets.advance(
                Samples.change(RIVAL, ASSET, RUN, 2, AssetState.PREPARING, 20, Map.of(), Samples.running(Step.PROBE)),
                Samples.START))
                .isFalse();
        assertThat(assets.advance(Samples.change(ACME, Samples.asset(1), RUN, 2, AssetState.PREPARING, 20, Map.of(),
                Samples.running(Step.PROBE)), Samples.START)).isFalse();
    }

    @Test
    void list_severalTenantsAndStates_givesTheTenantsNewestFirst() {
        var assets = repository();
        IntStream.of(3, 1, 5, 2, 4).forEach(n -> assets.insert(
                n == 3 ? rejected(Samples.asset(n)) : preparing(ACME, Samples.asset(n), 1)));
        assets.insert(preparing(RIVAL, Samples.asset(6), 1));

        assertThat(ids(assets.list(ACME, Optional.empty(), Optional.empty(), 10))).containsExactly(5, 4, 3, 2, 1);
        assertThat(ids(assets.list(ACME, Optional.empty(), Optional.empty(), 2))).containsExactly(5, 4);
        assertThat(ids(assets.list(ACME, Optional.empty(), Optional.of(Samples.asset(4)), 2))).containsExactly(3, 2);
        assertThat(ids(assets.list(ACME, Optional.of(AssetState.REJECTED), Optional.empty(), 10))).containsExactly(3);
        assertThat(assets.list(ACME, Optional.empty(), Optional.of(Samples.asset(1)), 2)).isEmpty();
    }

    @Test
    void list_summary_hasWhatTheAssetHas() {
        var assets = repository();
        var asset = Samples.first(Samples.ready(7), RESULTS);
        assets.insert(asset);

        var summary = assets.list(ACME, Optional.empty(), Optional.empty(), 1).getFirst();

        assertThat(summary).usingRecursiveComparison().ignoringFields("probe").isEqualTo(asset.summary());
        assertThat(summary.probe().orElseThrow().key()).isEqualTo(Samples.PROBE_KEY);
    }

    @Test
    void find_olderRunShown_isEqual() {
        var assets = repository();
        var published = Samples.first(Samples.change(1, AssetState.READY_DEGRADED, 100, Map.of()), Map.of());
        var asset = published.after(Samples.change(LATER_RUN, 1, AssetState.REJECTED, 0, Map.of()), Map.of());
        assets.insert(asset);

        assertThat(assets.find(ACME, ASSET)).contains(asset);
        assertThat(assets.list(ACME, Optional.empty(), Optional.empty(), 1)).containsExactly(asset.summary());
    }

    @Test
    void list_byState_isByWhatIsShown() {
        var assets = repository();
        assets.insert(Samples.first(Samples.ready(1), Map.of())
                .after(Samples.change(LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of()));

        assertThat(assets.list(ACME, Optional.of(AssetState.READY), Optional.empty(), 9)).hasSize(1);
        assertThat(assets.list(ACME, Optional.of(AssetState.PREPARING), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void find_edits_areEqual() {
        var assets = repository();
        var track = new CaptionTrack(new LanguageTag("pt-BR"), CaptionTrack.Origin.EDITED,
                CaptionTrack.State.PUBLISHED, 3, "acme/w", "acme/v", "acme/s", Optional.of(Samples.START));
        var edits = new Edits(
                new Overrides(Optional.of("$where: a.b"), Optional.of(""), Optional.of(List.of()),
                        Optional.of(List.of(new Chapter(0, "\u0001")))),
                List.of(track), Map.of(new LanguageTag("en"), "acme/words"));
        var asset = preparing(ACME, ASSET, 1);
        assets.insert(asset);

        assertThat(assets.replace(asset, Samples.edited(asset, edits))).isTrue();

        assertThat(assets.find(ACME, ASSET)).contains(Samples.edited(asset, edits));
    }

    @Test
    void findPublic_whilePublic_isTheWholeAsset() {
        var assets = repository();
        var asset = preparing(ACME, ASSET, 1);
        assets.insert(asset);
        assertThat(publicAssets().find(ASSET)).isEmpty();

        var opened = Samples.edited(asset, asset.edits().with(PlaybackPolicy.PUBLIC));
        assets.replace(asset, opened);
        assertThat(publicAssets().find(ASSET)).contains(opened);
        assertThat(assets.find(ACME, ASSET)).contains(opened);
        assertThat(publicAssets().find(Samples.asset(1))).isEmpty();

        assets.replace(opened, opened.with(opened.edits().with(PlaybackPolicy.SIGNED)));
        assertThat(publicAssets().find(ASSET)).isEmpty();
    }

    private static List<Integer> ids(List<AssetSummary> found) {
        return found.stream().map(asset -> Integer.parseInt(asset.id().ulid().substring(10))).toList();
    }

    private static AssetChanged progress(long version, int percent) {
        return Samples.change(version, AssetState.PREPARING, percent, Map.of(), Samples.running(Step.PROBE));
    }

    private static Asset preparing(TenantId tenant, AssetId id, long version) {
        return Samples.first(Samples.change(tenant, id, RUN, version, AssetState.PREPARING, 0, Map.of()), Map.of());
    }

    private static Asset rejected(AssetId id) {
        return Samples.first(Samples.change(ACME, id, RUN, 1, AssetState.REJECTED, 0, Map.of()), Map.of());
    }
}
