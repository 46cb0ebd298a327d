package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.PROBE_KEY;
import static io.crealia.assets.Samples.RIVAL;
import static io.crealia.assets.Samples.RUN;
import static io.crealia.assets.Samples.TRANSCODE_KEY;
import static io.crealia.assets.Samples.change;
import static io.crealia.assets.Samples.ready;
import static io.crealia.assets.Samples.running;
import static io.crealia.assets.Samples.succeeded;
import static io.crealia.assets.usecase.RecordAssetChange.Outcome.OUTDATED;
import static io.crealia.assets.usecase.RecordAssetChange.Outcome.PROGRESSED;
import static io.crealia.assets.usecase.RecordAssetChange.Outcome.RECORDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.adapter.InMemoryMedia;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.MediaTooLargeException;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import io.crealia.platform.json.MalformedJsonException;
import java.time.InstantSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class RecordAssetChangeTest {
    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final InMemoryMedia media = new InMemoryMedia().put(Samples.objects());
    private final RecordAssetChange record = new RecordAssetChange(assets, media, InstantSource.system());

    /** A whole run, as the workflow tells it, and a second one that is cancelled. */
    private static List<AssetChanged> story() {
        var probe = Map.of(Step.PROBE, PROBE_KEY);
        return List.of(change(1, AssetState.PREPARING, 0, Map.of(), running(Step.PROBE)),
                change(2, AssetState.PREPARING, 5, probe, succeeded(Step.PROBE), running(Step.TRANSCODE)),
                change(3, AssetState.PREPARING, 30, probe, succeeded(Step.PROBE), running(Step.TRANSCODE)),
                change(4, AssetState.PREPARING, 60, probe, succeeded(Step.PROBE), running(Step.TRANSCODE)), ready(9),
                change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of(), running(Step.PROBE)),
                change(Samples.LATER_RUN, 2, AssetState.CANCELLED, 0, Map.of(), running(Step.PROBE)));
    }

    @Test
    void execute_wholeStory_endsAsTheLastChangeSays() {
        var outcomes = story().stream().map(record::execute).toList();

        assertThat(outcomes).containsExactly(RECORDED, RECORDED, PROGRESSED, PROGRESSED, RECORDED, RECORDED, RECORDED);
        assertThat(asset().state()).isEqualTo(AssetState.CANCELLED);
        assertThat(asset().runId()).isEqualTo(Samples.LATER_RUN);
        assertThat(asset().version()).isEqualTo(7);
    }

    /** NO_LOSS and MONOTONE for every order and repetition. */
    @Test
    void execute_shuffledAndRepeated_endsInTheSameState() {
        story().forEach(record::execute);
        var expected = asset();
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var facts = new ArrayList<AssetChanged>();
            for (var fact : story()) {
                facts.addAll(Collections.nCopies(1 + random.nextInt(5), fact));
            }
            Collections.shuffle(facts, random);
            var repository = new InMemoryAssetRepository();
            var shuffled = new RecordAssetChange(repository, media, InstantSource.system());
            for (var fact : facts) {
                var before = repository.find(ACME, ASSET);
                shuffled.execute(fact);
                var after = repository.find(ACME, ASSET).orElseThrow();
                assertThat(before.filter(b -> newer(b, after)).isPresent()).as("seed %d goes back", seed).isFalse();
            }
            // How many versions it took, and which transitions were seen, depends on the order.
            assertThat(repository.find(ACME, ASSET)).get().usingRecursiveComparison()
                    .ignoringFields("version", "newest").as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static boolean newer(Asset a, Asset b) {
        int byRun = a.runId().value().compareTo(b.runId().value());
        return byRun > 0 || byRun == 0 && a.runVersion() > b.runVersion();
    }

    @Test
    void execute_sameTwice_changesNothing() {
        record.execute(ready(9));
        var once = asset();

        assertThat(record.execute(ready(9))).isEqualTo(OUTDATED);
        assertThat(asset()).isEqualTo(once);
    }

    @Test
    void execute_progressOnly_readsNeitherAssetNorResults() {
        record.execute(story().get(1));
        int finds = assets.finds();
        int reads = media.reads().size();

        assertThat(record.execute(story().get(2))).isEqualTo(PROGRESSED);

        assertThat(assets.finds()).isEqualTo(finds);
        assertThat(media.reads()).hasSize(reads);
        assertThat(asset().percent()).isEqualTo(30);
    }

    @Test
    void execute_results_areReadOncePerKey() {
        story().subList(0, 5).forEach(record::execute);
        record.execute(ready(10));

        assertThat(media.reads()).containsExactlyInAnyOrder(PROBE_KEY, TRANSCODE_KEY, Samples.STILLS_KEY,
                Samples.VERIFY_KEY);
        assertThat(asset().results().get(Step.PROBE).document().path("media").path("duration_ms").asInt())
                .isEqualTo(10_010);
    }

    @Test
    void execute_newKeyOfAStep_isRead() {
        record.execute(story().get(1));
        var second = PROBE_KEY.replace("/1/", "/2/");
        media.put(Map.of(second, "{\"schema\":2}".getBytes(StandardCharsets.UTF_8)));

        record.execute(change(5, AssetState.PREPARING, 5, Map.of(Step.PROBE, second), succeeded(Step.PROBE)));

        assertThat(asset().results().get(Step.PROBE).document().path("schema").asInt()).isEqualTo(2);
    }

    /** A run that does captions again takes over everything else from the run before. */
    @Test
    void execute_resultsOfTheRunBefore_areNotReadAgain() {
        record.execute(ready(9));
        int reads = media.reads().size();

        record.execute(change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of(Step.PROBE, PROBE_KEY)));
        record.execute(change(Samples.LATER_RUN, 2, AssetState.READY, 100, Samples.results()));

        assertThat(media.reads()).hasSize(reads);
        assertThat(asset().shown().runId()).isEqualTo(Samples.LATER_RUN);
        assertThat(asset().shown().results()).hasSize(4);
    }

    @Test
    void execute_readyHeardAfterTheNextRunBegan_isShown() {
        record.execute(change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()));

        assertThat(record.execute(ready(9))).isEqualTo(RECORDED);
        assertThat(record.execute(ready(9))).isEqualTo(OUTDATED);

        assertThat(asset().shown().state()).isEqualTo(AssetState.READY);
        assertThat(asset().state()).isEqualTo(AssetState.PREPARING);
        assertThat(record.execute(change(Samples.LATER_RUN, 2, AssetState.PREPARING, 5, Map.of())))
                .as("progress is still one small write").isEqualTo(PROGRESSED);
    }

    @Test
    void execute_otherTenant_isRefusedAndChangesNothing() {
        record.execute(ready(9));
        var before = asset();

        assertThatThrownBy(
                () -> record.execute(change(RIVAL, ASSET, RUN, 10, AssetState.ERRORED, 0, Map.of())))
                .isInstanceOf(InvalidChangeException.class).hasMessageContaining(ASSET.value())
                .hasMessageContaining("rival");
        assertThat(asset()).isEqualTo(before);
    }

    @Test
    void execute_resultOfAnotherTenant_isRefusedUnread() {
        var foreign = Map.of(Step.PROBE, PROBE_KEY.replace("acme/", "rival/"));

        assertThatThrownBy(() -> record.execute(change(1, AssetState.PREPARING, 0, foreign)))
                .isInstanceOf(InvalidChangeException.class).hasMessageContaining("outside");
        assertThat(media.reads()).isEmpty();
        assertThat(assets.find(ACME, ASSET)).isEmpty();
    }

    @Test
    void execute_resultMissing_isRefused() {
        var missing = Map.of(Step.PROBE, Samples.FOLDER + "probe/9/result.json");

        assertThatThrownBy(() -> record.execute(change(1, AssetState.PREPARING, 0, missing)))
                .isInstanceOf(InvalidChangeException.class).hasMessageContaining("probe/9/result.json does not exist");
    }

    @Test
    void execute_resultTooLarge_isRefused() {
        media.put(Map.of(PROBE_KEY, new byte[RecordAssetChange.MAX_RESULT_BYTES + 1]));

        assertThatThrownBy(() -> record.execute(ready(1))).isInstanceOf(MediaTooLargeException.class)
                .hasMessageContaining(PROBE_KEY);
    }

    @Test
    void execute_resultNotAnObject_isRefused() {
        media.put(Map.of(PROBE_KEY, "[1]".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> record.execute(ready(1))).isInstanceOf(InvalidChangeException.class)
                .hasMessageContaining("not a JSON object");

        media.put(Map.of(PROBE_KEY, "{".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> record.execute(ready(1))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void execute_concurrentChanges_theNewestWins() throws Exception {
        var facts = new ArrayList<>(story());
        Collections.reverse(facts);
        try (var threads = Executors.newFixedThreadPool(7)) {
            for (var outcome : threads.invokeAll(
                    facts.stream().<Callable<RecordAssetChange.Outcome>>map(fact -> () -> record.execute(fact))
                            .toList())) {
                outcome.get();
            }
        }

        assertThat(asset().runId()).isEqualTo(Samples.LATER_RUN);
        assertThat(asset().runVersion()).isEqualTo(2);
    }

    private Asset asset() {
        return assets.find(ACME, ASSET).orElseThrow();
    }
}
