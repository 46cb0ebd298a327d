package io.crealia.assets.adapter;

final class InMemoryDeletionQueueTest extends DeletionQueueContract {
    @Override
    Stores stores() {
        return Stores.of(new InMemoryAssetRepository());
    }
}
