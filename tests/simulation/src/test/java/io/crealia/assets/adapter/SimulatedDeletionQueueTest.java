package io.crealia.assets.adapter;

import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedDeletionQueueTest extends DeletionQueueContract {
    @Override
    Stores stores() {
        var cloud = new CalmCloud();
        return Stores.of(new MongoAssetRepository(cloud.store(), SimulatedAssetRepositoryTest.vault(cloud)));
    }
}
