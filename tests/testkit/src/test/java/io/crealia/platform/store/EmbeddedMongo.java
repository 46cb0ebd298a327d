package io.crealia.platform.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A MongoDB for one test class, with a fresh collection for each who asks. */
public final class EmbeddedMongo implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final MongoConnection connection;
    private final MongoClient client;
    private final AtomicInteger collections = new AtomicInteger();

    public EmbeddedMongo(Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        connection = new MongoConnection(this::uri, "test");
        client = MongoClients.create(uri());
    }

    public String uri() {
        return cloud.endpoints().mongoUri().toString();
    }

    public DocumentStore collection() {
        return connection.collection("c" + collections.incrementAndGet());
    }

    /** The collection {@code name} for so many calls; each later one finds no server, as after a crash of the caller. */
    public DocumentStore dying(String name, int calls) {
        var left = new AtomicInteger(calls);
        return new DocumentStore(name, () -> {
            if (left.getAndDecrement() <= 0) {
                throw new MongoException("no more calls");
            }
            return client.getDatabase("test").getCollection(name);
        });
    }

    public DocumentStore collection(String name) {
        return connection.collection(name);
    }

    @Override
    public void close() {
        client.close();
        connection.close();
        cloud.close();
    }
}
