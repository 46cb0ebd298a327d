package io.crealia.assets.adapter;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.RIVAL;
import static io.crealia.assets.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.domain.StepResult;
import io.crealia.assets.port.AssetLog;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.EditAsset;
import io.crealia.assets.usecase.ListEvents;
import io.crealia.assets.usecase.RecordAssetChange;
import io.crealia.assets.usecase.ShowAssetAt;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link AssetLog} keeps, together with the repository that feeds it. */
abstract class AssetLogContract {
    private static final StepResult PROBE = new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE));
    private static final Edits EDITS = Edits.NONE
            .with(new Overrides(Optional.of("Annas Geburtstag"), Optional.empty(), Optional.empty(), Optional.empty()))
            .with(PlaybackPolicy.PUBLIC);

    record Stores(AssetRepository assets, AssetLog log) {}

    private final MovableClock clock = new MovableClock();

    /** Empty ones. */
    abstract Stores stores();

    private static AssetChanged progress(long version) {
        return Samples.change(version, AssetState.PREPARING, (int) (version % 100), Map.of(), running(Step.PROBE));
    }

    @Test
    void replace_everyKindOfEvent_isReadAsItWas() {
        var stores = stores();
        var first = Samples.first(progress(1), Map.of());
        var probed = Samples.next(Optional.of(first),
                Samples.change(2, AssetState.PREPARING, 5, Map.of(Step.PROBE, Samples.PROBE_KEY),
                        Samples.succeeded(Step.PROBE)),
                Map.of(Step.PROBE, PROBE));
        var edited = Samples.edited(probed, EDITS);
        var progressed = Samples.next(Optional.of(edited),
                Samples.change(3, AssetState.PREPARING, 9, Map.of(Step.PROBE, Samples.PROBE_KEY),
                        Samples.succeeded(Step.PROBE)),
                Map.of(Step.PROBE, PROBE));
        var last = Samples.edited(progressed, Edits.NONE);
        stores.assets().insert(first);
        assertThat(stores.assets().replace(first, probed)).isTrue();
        assertThat(stores.assets().replace(probed, edited)).isTrue();
        assertThat(stores.assets().replace(edited, progressed)).isTrue();
        assertThat(stores.assets().replace(progressed, last)).isTrue();

        var read = stores.log().read(ACME, ASSET, 1, 99);

        assertThat(read).extracting(entry -> entry.event().head()).containsExactly(head(first), head(probed),
                head(edited), head(progressed));
        assertThat(stores.assets().find(ACME, ASSET).flatMap(Asset::newest)).isEqualTo(last.newest());
        var folded = History.fold(Optional.empty(), read.stream().map(AssetLog.Logged::event).toList()).orElseThrow();
        assertThat(AssetJson.asset(folded)).isEqualTo(AssetJson.asset(progressed));
        assertThat(folded.edits()).isEqualTo(EDITS);
        assertThat(stores.log().read(ACME, ASSET, 2, 3)).extracting(entry -> entry.event().sequence())
                .containsExactly(2L, 3L);
    }

    @Test
    void read_otherTenantOrAsset_isEmpty() {
        var stores = stores();
        fill(stores, 3);

        assertThat(stores.log().read(RIVAL, ASSET, 1, 99)).isEmpty();
        assertThat(stores.log().page(RIVAL, ASSET, 0, 99, 9)).isEmpty();
        assertThat(stores.log().newestBy(RIVAL, ASSET, clock.instant(), 99)).isEmpty();
        assertThat(stores.log().read(ACME, Samples.asset(1), 1, 99)).isEmpty();
    }

    @Test
    void page_limits_areKept() {
        var stores = stores();
        fill(stores, 12);

        assertThat(sequences(stores.log().page(ACME, ASSET, 0, 12, 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(sequences(stores.log().page(ACME, ASSET, 9, 12, 5))).containsExactly(10L, 11L);
        assertThat(sequences(stores.log().page(ACME, ASSET, 9, 11, 5))).containsExactly(10L);
        var asset = stores.assets().find(ACME, ASSET).orElseThrow();
        assertThat(sequences(new ListEvents(stores.log()).execute(asset, 9, 5))).containsExactly(10L, 11L, 12L);
        assertThat(new ListEvents(stores.log()).execute(asset, 12, 5)).isEmpty();
    }

    @Test
    void newestBy_instants_areByWhenItWasSeen() {
        var stores = stores();
        var start = clock.instant();
        fill(stores, 5);

        assertThat(stores.log().newestBy(ACME, ASSET, start.minusMillis(1), 5)).isEmpty();
        assertThat(stores.log().newestBy(ACME, ASSET, start, 5)).contains(1L);
        assertThat(stores.log().newestBy(ACME, ASSET, start.plusMillis(2_999), 5)).contains(3L);
        assertThat(stores.log().newestBy(ACME, ASSET, start.plusSeconds(99), 5)).contains(4L);
        assertThat(stores.log().newestBy(ACME, ASSET, start.plusSeconds(99), 3)).contains(2L);
    }

    @Test
    void read_checkpoint_hasTheWholeAsset() {
        var stores = stores();
        var asset = fill(stores, AssetLog.CHECKPOINT - 1);
        var checkpoint = Samples.edited(asset, EDITS);
        stores.assets().replace(asset, checkpoint);
        clock.advance(Duration.ofSeconds(1));
        var seen = stores.assets().find(ACME, ASSET).orElseThrow();
        stores.assets().replace(checkpoint, Samples.edited(checkpoint, Edits.NONE));

        var entry = stores.log().read(ACME, ASSET, AssetLog.CHECKPOINT, AssetLog.CHECKPOINT).getFirst();

        assertThat(History.resume(entry.state().orElseThrow(), entry.event())).isEqualTo(seen);
        assertThat(stores.log().read(ACME, ASSET, 1, 9)).allMatch(other -> other.state().isEmpty());
    }

    @Test
    void replace_repeatedAfterACrash_addsNothing() {
        var stores = stores();
        var first = Samples.first(progress(1), Map.of());
        stores.assets().insert(first);
        var next = Samples.edited(first, EDITS);
        assertThat(stores.assets().replace(first, next)).isTrue();
        assertThat(stores.assets().replace(first, Samples.edited(first, Edits.NONE))).as("was overtaken").isFalse();
        assertThat(stores.assets().replace(first, next)).as("was done").isFalse();

        assertThat(stores.log().read(ACME, ASSET, 1, 99)).hasSize(1);
    }

    /** Runs and persons at once, each fact told twice: no gap, no event twice, and the log gives the present. */
    @Test
    void concurrentWriters_sequenceIsContiguous() throws Exception {
        var stores = stores();
        var media = new InMemoryMedia().put(Samples.objects());
        var record = new RecordAssetChange(stores.assets(), media, clock);
        var edit = new EditAsset(stores.assets(), clock);
        record.execute(progress(1));
        var work = new ArrayList<Callable<Object>>();
        IntStream.rangeClosed(2, 12).forEach(version -> {
            work.add(() -> record.execute(progress(version)));
            work.add(() -> record.execute(progress(version)));
        });
        IntStream.range(0, 6).forEach(number -> work.add(() -> edit.execute(ACME, ASSET, Samples.PERSON, _ -> true,
                asset -> asset.edits().with(new Overrides(Optional.of("title " + number), Optional.empty(),
                        Optional.empty(), Optional.empty())))));
        work.add(() -> record.execute(Samples.ready(50)));
        work.add(() -> record.execute(Samples.ready(50)));
        Collections.shuffle(work, new Random(1));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var outcome : threads.invokeAll(work)) {
                outcome.get();
            }
        }

        var present = stores.assets().find(ACME, ASSET).orElseThrow();
        var events = new ArrayList<>(
                stores.log().read(ACME, ASSET, 1, present.version() - 1).stream().map(AssetLog.Logged::event).toList());
        events.add(present.newest().orElseThrow());
        assertThat(events).extracting(AssetEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, present.version()).boxed().toList());
        assertThat(events.stream().filter(event -> event.content() instanceof AssetEvent.Moved moved
                && moved.change().state() == AssetState.READY)).hasSize(1);
        var folded = History.fold(Optional.empty(), events).orElseThrow();
        assertThat(AssetJson.asset(folded)).isEqualTo(AssetJson.asset(present));
        assertThat(folded.version()).isEqualTo(present.version());
    }

    @Test
    void showAssetAt_longHistory_isWhatWasSeenThen() {
        var stores = stores();
        var asset = fill(stores, AssetLog.CHECKPOINT + 20);
        var past = new ShowAssetAt(stores.assets(), stores.log());

        for (int back : new int[]{1, 19, 20, 21, AssetLog.CHECKPOINT + 19}) {
            var found = (ShowAssetAt.Result.Found) past.execute(ACME, ASSET,
                    clock.instant().minusSeconds(back + 1L).plusMillis(500));
            assertThat(found.asset().version()).isEqualTo(asset.version() - back);
            assertThat(found.asset().percent()).isEqualTo((int) ((asset.version() - back) % 100));
        }
    }

    /** So many versions, a second each, by progress alone. */
    private Asset fill(Stores stores, int versions) {
        var media = new InMemoryMedia().put(Samples.objects());
        var record = new RecordAssetChange(stores.assets(), media, clock);
        for (long version = 1; version <= versions; version++) {
            record.execute(progress(version));
            clock.advance(Duration.ofSeconds(1));
        }
        return stores.assets().find(ACME, ASSET).orElseThrow();
    }

    private static AssetEvent.Head head(Asset asset) {
        return asset.newest().orElseThrow().head();
    }

    private static List<Long> sequences(List<AssetEvent.Head> page) {
        return page.stream().map(AssetEvent.Head::sequence).toList();
    }
}
