package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.LATER_RUN;
import static io.crealia.assets.Samples.PROBE_KEY;
import static io.crealia.assets.Samples.RIVAL;
import static io.crealia.assets.Samples.RUN;
import static io.crealia.assets.Samples.change;
import static io.crealia.assets.Samples.running;
import static io.crealia.assets.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.AssetJson;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.adapter.InMemoryMedia;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.CaptionTrack;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.LanguageTag;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.port.AssetLog;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The past of an asset, made of its events, against what a reader saw at the time. */
final class TimeTravelTest {
    private static final int SEEDS = 200;
    private static final int LONG = 3 * AssetLog.CHECKPOINT + 7;

    private final MovableClock clock = new MovableClock();
    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final InMemoryMedia media = new InMemoryMedia().put(Samples.objects());
    private final RecordAssetChange record = new RecordAssetChange(assets, media, clock);
    private final EditAsset edit = new EditAsset(assets, clock);
    private final ShowAssetAt past = new ShowAssetAt(assets, assets);

    /** For every history and every instant of it: what is folded is what was seen. */
    @Test
    void execute_randomHistories_isWhatWasSeenThen() {
        for (int seed = 0; seed < SEEDS; seed++) {
            replay(new Random(seed), seed % 20 == 0 ? LONG : 30, "seed " + seed);
        }
    }

    private static void replay(Random random, int steps, String seed) {
        var one = new TimeTravelTest();
        var seen = new TreeMap<Instant, Optional<Asset>>();
        for (int i = 0; i < steps; i++) {
            one.happen(random);
            seen.put(one.clock.instant(), one.assets.find(ACME, ASSET));
            // Several things may happen within one millisecond.
            one.clock.advance(Duration.ofMillis(random.nextInt(4)));
        }
        var present = one.assets.find(ACME, ASSET).orElseThrow();
        assertThat(History.fold(Optional.empty(), one.events(present))).as(seed).contains(present);
        assertThat(one.events(present)).extracting(AssetEvent::sequence).as(seed)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, present.version()).boxed()
                        .toList());
        seen.forEach((at, asset) -> {
            var then = one.past.execute(ACME, ASSET, at);
            assertThat(then).as("%s at %s", seed, at)
                    .isEqualTo(asset.<ShowAssetAt.Result>map(ShowAssetAt.Result.Found::new)
                            .orElse(new ShowAssetAt.Result.Unknown()));
        });
    }

    private void happen(Random random) {
        switch (random.nextInt(5)) {
            case 0, 1, 2 -> record.execute(anyChange(random));
            case 3 -> edit.execute(ACME, ASSET, Samples.PERSON, _ -> true,
                    asset -> anyEdit(asset.edits(), random));
            // The same instant, and nothing new.
            default -> assets.find(ACME, ASSET).ifPresent(asset -> record.execute(change(asset.runId(),
                    asset.runVersion(), asset.state(), asset.percent(), Map.of())));
        }
    }

    private static AssetChanged anyChange(Random random) {
        RunId run = random.nextBoolean() ? RUN : LATER_RUN;
        var version = 1 + random.nextInt(400);
        var probed = random.nextBoolean();
        var results = probed ? Map.of(Step.PROBE, PROBE_KEY) : Map.<Step, String>of();
        var state = List.of(AssetState.PREPARING, AssetState.PREPARING, AssetState.PREPARING, AssetState.READY,
                AssetState.READY_DEGRADED, AssetState.ERRORED, AssetState.REJECTED).get(random.nextInt(7));
        return change(run, version, state, random.nextInt(101), results,
                probed ? succeeded(Step.PROBE) : running(Step.PROBE));
    }

    private static Edits anyEdit(Edits edits, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> edits.with(new Overrides(Optional.of("title " + random.nextInt()), Optional.empty(),
                    Optional.empty(), Optional.empty()));
            case 1 -> edits.with(random.nextBoolean() ? PlaybackPolicy.PUBLIC : PlaybackPolicy.SIGNED);
            default -> edits.with(new CaptionTrack(new LanguageTag("de"), CaptionTrack.Origin.EDITED,
                    CaptionTrack.State.PUBLISHED, random.nextInt(9), "w", "v", "s", Optional.of(Samples.START)));
        };
    }

    private List<AssetEvent> events(Asset present) {
        var all = new ArrayList<>(assets.read(ACME, ASSET, 1, Long.MAX_VALUE).stream().map(AssetLog.Logged::event)
                .toList());
        all.add(present.newest().orElseThrow());
        return all;
    }

    @Test
    void execute_longHistory_readsFromTheLastCheckpoint() {
        for (int version = 1; version <= 250; version++) {
            record.execute(change(version, AssetState.PREPARING, version % 100, Map.of(), running(Step.PROBE)));
            clock.advance(Duration.ofSeconds(1));
        }
        var reads = new ArrayList<Long>();
        var watched = new WatchedLog(assets, reads);

        var then = new ShowAssetAt(assets, watched).execute(ACME, ASSET,
                clock.instant().minusSeconds(50).plusMillis(500));

        assertThat(((ShowAssetAt.Result.Found) then).asset().version()).isEqualTo(201);
        assertThat(reads).containsExactly(200L, 201L);
    }

    @Test
    void execute_beforeItWasSeenOtherTenantOrUnknown_isUnknown() {
        record.execute(Samples.ready(9));

        assertThat(past.execute(ACME, ASSET, clock.instant().minusMillis(1)))
                .isEqualTo(new ShowAssetAt.Result.Unknown());
        assertThat(past.execute(RIVAL, ASSET, clock.instant())).isEqualTo(new ShowAssetAt.Result.Unknown());
        assertThat(past.execute(ACME, Samples.asset(1), clock.instant()))
                .isEqualTo(new ShowAssetAt.Result.Unknown());
    }

    @Test
    void execute_deleted_hasNoPast() {
        record.execute(Samples.ready(9));
        clock.advance(Duration.ofSeconds(1));
        var asset = assets.find(ACME, ASSET).orElseThrow();
        assets.put(asset.deleting(clock.instant()), List.of(), clock.instant());

        assertThat(past.execute(ACME, ASSET, clock.instant().minusMillis(500)))
                .isEqualTo(new ShowAssetAt.Result.Gone());
        assertThat(assets.read(ACME, ASSET, 1, 9)).isEmpty();
    }

    @Test
    void execute_assetOlderThanItsLog_beginsWhereTheLogDoes() {
        var old = Asset.first(Samples.change(7, AssetState.PREPARING, 40, Map.of(), running(Step.PROBE)), Map.of());
        assets.insert(old);
        clock.advance(Duration.ofHours(1));
        record.execute(Samples.ready(9));

        assertThat(past.execute(ACME, ASSET, old.updatedAt())).isEqualTo(new ShowAssetAt.Result.Found(old));
        assertThat(past.execute(ACME, ASSET, old.updatedAt().minusMillis(1)))
                .isEqualTo(new ShowAssetAt.Result.Unknown());
        assertThat(new ListEvents(assets).execute(assets.find(ACME, ASSET).orElseThrow(), 0, 9))
                .extracting(head -> head.type().wireName()).containsExactly("log.began", "run.changed");
    }

    @Test
    void execute_answer_isTheSameJson() {
        record.execute(change(1, AssetState.PREPARING, 0, Map.of(), running(Step.PROBE)));
        var then = AssetJson.asset(assets.find(ACME, ASSET).orElseThrow());
        var at = clock.instant();
        clock.advance(Duration.ofSeconds(9));
        record.execute(Samples.ready(9));

        var found = (ShowAssetAt.Result.Found) past.execute(ACME, ASSET, at);

        assertThat(AssetJson.asset(found.asset())).isEqualTo(then);
    }

    /** Notes which events are read. */
    private record WatchedLog(AssetLog log, List<Long> reads) implements AssetLog {
        @Override
        public Optional<Long> newestBy(TenantId tenant, AssetId asset,
                Instant at, long before) {
            return log.newestBy(tenant, asset, at, before);
        }

        @Override
        public List<Logged> read(TenantId tenant, AssetId asset, long first,
                long last) {
            var found = log.read(tenant, asset, first, last);
            found.forEach(entry -> reads.add(entry.event().sequence()));
            return found;
        }

        @Override
        public List<AssetEvent.Head> page(TenantId tenant,
                AssetId asset, long after, long before, int limit) {
            return log.page(tenant, asset, after, before, limit);
        }
    }
}
