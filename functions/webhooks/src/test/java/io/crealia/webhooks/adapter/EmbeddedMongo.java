package io.crealia.webhooks.adapter;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import java.nio.file.Path;

/** The embedded MongoDB; every collection that it gives is new. */
final class EmbeddedMongo implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final MongoConnection connection;
    private int collections;

    EmbeddedMongo(Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        connection = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
    }

    DocumentStore collection() {
        return connection.collection("c" + collections++);
    }

    @Override
    public void close() {
        connection.close();
        cloud.close();
    }
}
