package io.crealia.assets.adapter;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static io.crealia.assets.Samples.RIVAL;
import static io.crealia.assets.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.DeletionQueue;
import io.crealia.assets.port.DeletionQueue.Owed;
import io.crealia.contracts.AssetState;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a repository that is a {@link DeletionQueue} too keeps. */
abstract class DeletionQueueContract {
    private static final List<OutboxMessage> MESSAGES = List.of(new OutboxMessage("1", QueueName.FACTS, "{}"),
            new OutboxMessage("2", QueueName.PRIVACY, "{}"));

    /** One empty repository in its two roles. */
    record Stores(AssetRepository assets, DeletionQueue queue) {
        static <R extends AssetRepository & DeletionQueue> Stores of(R repository) {
            return new Stores(repository, repository);
        }
    }

    abstract Stores stores();

    @Test
    void put_nextVersion_keepsNothingOfTheAsset() {
        var stores = stores();
        var assets = stores.assets();
        var queue = stores.queue();
        var asset = Asset.first(Samples.ready(7), Map.of());
        assets.insert(asset);
        var deleting = asset.deleting(START);

        assertThat(queue.put(deleting, MESSAGES, START.plusSeconds(30))).isTrue();
        assertThat(queue.put(deleting, MESSAGES, START.plusSeconds(30))).as("again").isFalse();

        assertThat(assets.find(ACME, ASSET)).contains(deleting);
        assertThat(assets.advance(Samples.ready(8), Samples.START)).isFalse();
        assertThat(queue.due(START.plusSeconds(29), 9)).isEmpty();
        assertThat(queue.due(START.plusSeconds(30), 9))
                .containsExactly(new Owed(ACME, ASSET, MESSAGES, START.plusSeconds(30)));
    }

    @Test
    void put_assetNeverHeardOf_isInsertedOnce() {
        var stores = stores();
        var assets = stores.assets();
        var queue = stores.queue();
        assertThat(queue.put(Asset.neverShown(ACME, ASSET, START), MESSAGES, START)).isTrue();

        assertThat(queue.put(Asset.neverShown(RIVAL, ASSET, START), MESSAGES, START)).isFalse();
        assertThat(assets.insert(Asset.first(Samples.ready(1), Map.of()))).isFalse();
        assertThat(assets.find(ACME, ASSET)).map(Asset::state).contains(AssetState.DELETING);
    }

    @Test
    void postpone_twoTellers_oneMoves() {
        var stores = stores();
        var assets = stores.assets();
        var queue = stores.queue();
        queue.put(Asset.neverShown(ACME, ASSET, START), MESSAGES, START);
        var owed = queue.due(START, 9).getFirst();

        assertThat(queue.postpone(owed, START.plusSeconds(5))).isTrue();
        assertThat(queue.postpone(owed, START.plusSeconds(9))).isFalse();
        assertThat(queue.due(START.plusSeconds(4), 9)).isEmpty();
        assertThat(queue.due(START.plusSeconds(5), 9)).hasSize(1);
    }

    @Test
    void replace_deleted_owesNothing() {
        var stores = stores();
        var assets = stores.assets();
        var queue = stores.queue();
        var deleting = Asset.neverShown(ACME, ASSET, START);
        queue.put(deleting, MESSAGES, START);
        var owed = queue.due(START, 9).getFirst();

        assertThat(assets.replace(deleting, deleting.deleted(START))).isTrue();

        assertThat(queue.due(START.plusSeconds(99), 9)).isEmpty();
        assertThat(queue.postpone(owed, START)).isFalse();
    }

    @Test
    void list_gone_isListedOnlyWhenAskedFor() {
        var stores = stores();
        var assets = stores.assets();
        var queue = stores.queue();
        queue.put(Asset.neverShown(ACME, ASSET, START), MESSAGES, START);
        assets.insert(Asset.first(Samples.change(ACME, Samples.asset(1), Samples.RUN, 1, AssetState.READY, 100,
                Map.of()), Map.of()));

        assertThat(assets.list(ACME, Optional.empty(), Optional.empty(), 9)).singleElement()
                .satisfies(asset -> assertThat(asset.state()).isEqualTo(AssetState.READY));
        assertThat(assets.list(ACME, Optional.of(AssetState.DELETING), Optional.empty(), 9)).singleElement()
                .satisfies(asset -> assertThat(asset.id()).isEqualTo(ASSET));
    }
}
