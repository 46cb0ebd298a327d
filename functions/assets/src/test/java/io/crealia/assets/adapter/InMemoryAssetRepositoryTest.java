package io.crealia.assets.adapter;

import io.crealia.assets.port.AssetRepository;

final class InMemoryAssetRepositoryTest extends AssetRepositoryContract {
    @Override
    AssetRepository repository() {
        return new InMemoryAssetRepository();
    }
}
