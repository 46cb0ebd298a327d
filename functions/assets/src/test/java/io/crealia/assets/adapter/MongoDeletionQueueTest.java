package io.crealia.assets.adapter;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoDeletionQueueTest extends DeletionQueueContract {
    private static EmbeddedCloud cloud;
    private static MongoConnection mongo;
    private static int collections;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        mongo = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Override
    Stores stores() {
        return Stores.of(new MongoAssetRepository(mongo.collection("assets" + ++collections),
                new MongoAssetLog(mongo.collection("history" + collections), vault()), vault()));
    }

    private static SubjectVault vault() {
        return new SubjectVault(mongo::collection, () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                new SequentialIds(), new MovableClock());
    }
}
