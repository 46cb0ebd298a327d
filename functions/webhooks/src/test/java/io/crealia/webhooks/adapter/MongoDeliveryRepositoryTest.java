package io.crealia.webhooks.adapter;

import io.crealia.webhooks.port.DeliveryRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoDeliveryRepositoryTest extends DeliveryRepositoryContract {
    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start(@TempDir Path directory) {
        mongo = new EmbeddedMongo(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    DeliveryRepository repository() {
        return new MongoDeliveryRepository(mongo.collection());
    }
}
