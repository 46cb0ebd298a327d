package io.crealia.assets.adapter;

import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedAssetLogTest extends AssetLogContract {
    @Override
    Stores stores() {
        var cloud = new CalmCloud();
        var vault = SimulatedAssetRepositoryTest.vault(cloud);
        var log = new MongoAssetLog(cloud.store("history"), vault);
        return new Stores(new MongoAssetRepository(cloud.store("assets"), log, vault), log);
    }
}
