package io.crealia.testkit.foreign;

import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import java.net.URI;
import java.util.UUID;

/** MongoDB itself: a database of one's own on it. */
public final class ForeignMongo implements AutoCloseable {
    private final MongoConnection connection;

    ForeignMongo(URI at) {
        connection = new MongoConnection(at::toString, "crealia-" + UUID.randomUUID());
    }

    public MongoConnection connection() {
        return connection;
    }

    /** A new collection. */
    public DocumentStore collection() {
        return connection.collection("c" + UUID.randomUUID());
    }

    /** The same collection for the same name, for one who keeps several. */
    public DocumentStore named(String name) {
        return connection.collection(name);
    }

    @Override
    public void close() {
        connection.close();
    }
}
