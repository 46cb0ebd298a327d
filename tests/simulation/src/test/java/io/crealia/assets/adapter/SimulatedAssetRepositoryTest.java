package io.crealia.assets.adapter;

import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.port.PublicAssets;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;

final class SimulatedAssetRepositoryTest extends AssetRepositoryContract {
    private final CalmCloud cloud = new CalmCloud();
    private final SubjectVault vault = vault(cloud);
    private int collections;

    static SubjectVault vault(CalmCloud cloud) {
        return new SubjectVault(cloud::store, () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                new SequentialIds(), new MovableClock());
    }

    @Override
    AssetRepository repository() {
        return new MongoAssetRepository(cloud.store("assets" + ++collections),
                new MongoAssetLog(cloud.store("history" + collections), vault), vault);
    }

    @Override
    PublicAssets publicAssets() {
        return new MongoPublicAssets(cloud.store("assets" + collections), vault);
    }
}
