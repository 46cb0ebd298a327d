package io.crealia.assets.adapter;

import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.PublicAssets;

final class InMemoryAssetRepositoryTest extends AssetRepositoryContract {
    private InMemoryAssetRepository assets;

    @Override
    AssetRepository repository() {
        assets = new InMemoryAssetRepository();
        return assets;
    }

    @Override
    PublicAssets publicAssets() {
        return assets.ofThePublic();
    }
}
