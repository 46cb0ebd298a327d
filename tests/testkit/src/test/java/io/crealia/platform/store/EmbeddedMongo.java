package io.crealia.platform.store;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A MongoDB for one test class, with a fresh collection for each who asks. */
public final class EmbeddedMongo implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final MongoConnection connection;
    private final AtomicInteger collections = new AtomicInteger();

    public EmbeddedMongo(Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        connection = new MongoConnection(this::uri, "test");
    }

    public String uri() {
        return cloud.endpoints().mongoUri().toString();
    }

    public DocumentStore collection() {
        return connection.collection("c" + collections.incrementAndGet());
    }

    @Override
    public void close() {
        connection.close();
        cloud.close();
    }
}
