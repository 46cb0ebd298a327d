package io.crealia.assets.usecase;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.adapter.InMemoryAssetRepository;
import io.crealia.assets.adapter.InMemoryMedia;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import java.time.InstantSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeleteAssetTest {
    private final MovableClock clock = new MovableClock();
    private final InMemoryAssetRepository assets = new InMemoryAssetRepository();
    private final InMemoryMedia media = new InMemoryMedia().put(Samples.objects());
    private final RecordingSender sender = new RecordingSender();
    private final TellDeletions tell = new TellDeletions(assets, new Outbox(sender), clock);
    private final DeleteAsset delete = new DeleteAsset(assets, assets, tell, clock);
    private final FinishDeletion finish = new FinishDeletion(assets, clock);
    private final RecordAssetChange record = new RecordAssetChange(assets, media, InstantSource.system());

    private static Fact.Header header(TenantId tenant) {
        return new Fact.Header("evt_1", Samples.START, tenant, ASSET, "correlation-1");
    }

    private Asset stored() {
        return assets.find(ACME, ASSET).orElseThrow();
    }

    @Test
    void execute_ready_isOutOfSightAndTold() {
        record.execute(Samples.ready(7));

        assertThat(delete.execute(ACME, ASSET, _ -> true, "correlation-1"))
                .isInstanceOf(DeleteAsset.Result.Done.class);

        assertThat(stored().state()).isEqualTo(AssetState.DELETING);
        assertThat(stored().shown().playable()).isFalse();
        assertThat(stored().results()).isEmpty();
        assertThat(stored().steps()).isEmpty();
        assertThat(stored().newest()).isEmpty();
        assertThat(assets.page(ACME, ASSET, 0, 99, 9)).isEmpty();
        assertThat(sender.sent()).extracting(OutboxMessage::queue).containsExactly(QueueName.FACTS, QueueName.PRIVACY);
        assertThat(sender.facts(QueueName.PRIVACY)).singleElement()
                .isInstanceOfSatisfying(Fact.AssetDeleting.class, fact -> {
                    assertThat(fact.header().assetId()).isEqualTo(ASSET);
                    assertThat(fact.header().correlationId()).isEqualTo("correlation-1");
                });
    }

    @Test
    void execute_again_changesNothing() {
        record.execute(Samples.ready(7));
        delete.execute(ACME, ASSET, _ -> true, "correlation-1");
        var first = stored();
        sender.clear();
        clock.advance(Duration.ofMinutes(1));

        assertThat(delete.execute(ACME, ASSET, _ -> false, "correlation-2"))
                .isEqualTo(new DeleteAsset.Result.Done(first));

        assertThat(stored()).isEqualTo(first);
        assertThat(sender.sent()).isEmpty();
    }

    @Test
    void execute_foreignOrMissing_isUnknown() {
        record.execute(Samples.ready(7));

        assertThat(delete.execute(RIVAL, ASSET, _ -> true, "c")).isInstanceOf(DeleteAsset.Result.Unknown.class);
        assertThat(delete.execute(ACME, Samples.asset(9), _ -> true, "c"))
                .isInstanceOf(DeleteAsset.Result.Unknown.class);
        assertThat(stored().state()).isEqualTo(AssetState.READY);
    }

    @Test
    void execute_notAsExpected_changesNothing() {
        record.execute(Samples.ready(7));

        assertThat(delete.execute(ACME, ASSET, _ -> false, "c")).isInstanceOf(DeleteAsset.Result.Unexpected.class);
        assertThat(stored().state()).isEqualTo(AssetState.READY);
        assertThat(sender.sent()).isEmpty();
    }

    @Test
    void execute_queueAway_isToldByTheSweeper() {
        record.execute(Samples.ready(7));
        sender.failNext(1);
        delete.execute(ACME, ASSET, _ -> true, "c");
        assertThat(tell.execute()).as("not yet").isEqualTo(new TellDeletions.Report(0, 0));

        clock.advance(TellDeletions.RETRY);

        assertThat(tell.execute()).isEqualTo(new TellDeletions.Report(1, 0));
        assertThat(sender.sent()).hasSize(2);
    }

    @Test
    void tell_notErasedForLong_isToldAgainAndAgain() {
        record.execute(Samples.ready(7));
        delete.execute(ACME, ASSET, _ -> true, "c");
        for (int hour = 1; hour <= 3; hour++) {
            clock.advance(TellDeletions.AGAIN);
            assertThat(tell.execute().told()).isEqualTo(1);
        }
        assertThat(sender.sent()).hasSize(8).extracting(OutboxMessage::id).containsOnly(sender.sent().get(0).id(),
                sender.sent().get(1).id());

        finish.execute(new Fact.AssetErased(header(ACME)));
        clock.advance(TellDeletions.AGAIN);

        assertThat(tell.execute()).isEqualTo(new TellDeletions.Report(0, 0));
    }

    @Test
    void execute_requestForAnAssetNeverHeardOf_leavesATombstone() {
        delete.execute(new Fact.DeletionRequested(header(ACME)));
        assertThat(sender.sent()).hasSize(2);

        record.execute(Samples.ready(7));

        assertThat(stored().state()).isEqualTo(AssetState.DELETING);
    }

    @Test
    void execute_requestForAForeignAsset_fails() {
        record.execute(Samples.ready(7));

        assertThatThrownBy(() -> delete.execute(new Fact.DeletionRequested(header(RIVAL))))
                .isInstanceOf(InvalidChangeException.class);
        assertThat(stored().state()).isEqualTo(AssetState.READY);
    }

    @Test
    void finish_deleting_isDeletedOnce() {
        record.execute(Samples.ready(7));
        delete.execute(ACME, ASSET, _ -> true, "c");

        finish.execute(new Fact.AssetErased(header(ACME)));
        var deleted = stored();
        finish.execute(new Fact.AssetErased(header(ACME)));

        assertThat(deleted.state()).isEqualTo(AssetState.DELETED);
        assertThat(stored()).isEqualTo(deleted);
    }

    @Test
    void finish_nobodyAsked_fails() {
        record.execute(Samples.ready(7));

        assertThatThrownBy(() -> finish.execute(new Fact.AssetErased(header(ACME))))
                .isInstanceOf(InvalidChangeException.class);
        assertThatThrownBy(() -> finish.execute(new Fact.AssetErased(header(RIVAL))))
                .isInstanceOf(InvalidChangeException.class);
        assertThat(stored().state()).isEqualTo(AssetState.READY);
    }

    /** Whatever comes late, twice or in whichever order: what is gone does not come back. */
    @Test
    void execute_lateChangesInAnyOrder_neverResurrect() {
        var changes = new ArrayList<AssetChanged>(List.of(Samples.ready(9),
                Samples.change(10, AssetState.PREPARING, 99, Map.of()),
                Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()),
                Samples.change(Samples.LATER_RUN, 2, AssetState.READY, 100, Samples.results()),
                Samples.change(Samples.LATER_RUN, 1_000_000, AssetState.READY, 100, Map.of())));
        for (int seed = 0; seed < 100; seed++) {
            Collections.shuffle(changes, new Random(seed));
            var repository = new InMemoryAssetRepository();
            var recorder = new RecordAssetChange(repository, media, InstantSource.system());
            var at = seed % changes.size();
            for (int i = 0; i < changes.size(); i++) {
                if (i == at) {
                    new DeleteAsset(repository, repository, tell, clock)
                            .execute(new Fact.DeletionRequested(header(ACME)));
                }
                recorder.execute(changes.get(i));
            }
            var asset = repository.find(ACME, ASSET).orElseThrow();
            assertThat(asset.gone()).as("seed " + seed).isTrue();
            assertThat(asset.results()).isEmpty();
        }
    }

    @Test
    void execute_editsAfterwards_findNoAsset() {
        record.execute(Samples.ready(7));
        delete.execute(ACME, ASSET, _ -> true, "c");

        assertThat(new EditAsset(assets, InstantSource.system()).execute(ACME, ASSET, Samples.PERSON, _ -> true,
                _ -> Edits.NONE))
                .isInstanceOf(EditAsset.Result.Unknown.class);
    }

    @Test
    void execute_manyAtOnce_isOneDeletion() throws Exception {
        record.execute(Samples.ready(7));
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, 64).<Callable<DeleteAsset.Result>>mapToObj(
                    _ -> () -> delete.execute(ACME, ASSET, _ -> true, "correlation-1"))
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(new DeleteAsset.Result.Done(stored()));
            }
        }
        assertThat(sender.sent()).hasSize(2);
        assertThat(stored().version()).isEqualTo(2);
    }
}
