package io.crealia.assets.adapter;

import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedDeletionQueueTest extends DeletionQueueContract {
    @Override
    Stores stores() {
        var cloud = new CalmCloud();
        var vault = SimulatedAssetRepositoryTest.vault(cloud);
        return Stores
                .of(new MongoAssetRepository(cloud.store(), new MongoAssetLog(cloud.store("history"), vault), vault));
    }
}
