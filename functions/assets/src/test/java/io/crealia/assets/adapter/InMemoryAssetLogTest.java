package io.crealia.assets.adapter;

final class InMemoryAssetLogTest extends AssetLogContract {
    @Override
    Stores stores() {
        var assets = new InMemoryAssetRepository();
        return new Stores(assets, assets);
    }
}
