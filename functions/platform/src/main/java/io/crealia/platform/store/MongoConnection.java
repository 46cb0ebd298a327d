package io.crealia.platform.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.crac.Context;
import org.crac.Resource;

/**
 * The connection to MongoDB: made at first use, never during initialisation, closed before a SnapStart checkpoint and
 * made anew after the restore.
 */
public final class MongoConnection implements Resource, AutoCloseable {
    private static final Log LOG = Log.of(MongoConnection.class);
    /** A Lambda environment needs a few; a function of the local edition works on many requests at a time. */
    private static final int MOST_CONNECTIONS = 48;

    private final Supplier<String> uri;
    private final String database;
    private final Function<String, MongoClient> clients;
    private MongoClient client;

    /** @param uri read at first use, because it may be a secret */
    public MongoConnection(Supplier<String> uri, String database) {
        this(uri, database, address -> MongoClients.create(settings(address)));
    }

    /** @param clients makes the client for an address, so that a simulated server can stand in */
    MongoConnection(Supplier<String> uri, String database, Function<String, MongoClient> clients) {
        this.uri = uri;
        this.database = database;
        this.clients = clients;
    }

    public DocumentStore collection(String name) {
        return collection(database, name);
    }

    /** A collection of another database of the same server, for what must not lie beside the rest. */
    public DocumentStore collection(String otherDatabase, String name) {
        return new DocumentStore(name, new Opening(otherDatabase, name));
    }

    /** A collection as one client has it. */
    private record Opened(MongoClient client, MongoCollection<Document> collection) {}

    /** The driver looks for a collection's codecs at its first use, so it is kept for as long as its client is. */
    private final class Opening implements Supplier<MongoCollection<Document>> {
        private final String within;
        private final String name;
        private volatile Opened opened;

        Opening(String within, String name) {
            this.within = within;
            this.name = name;
        }

        @Override
        public MongoCollection<Document> get() {
            var now = client();
            var known = opened;
            if (known == null || known.client() != now) {
                known = new Opened(now, now.getDatabase(within).getCollection(name));
                opened = known;
            }
            return known.collection();
        }
    }

    /** A database of this server as the driver gives it, for what reads documents as bytes. */
    public MongoDatabase database(String name) {
        return client().getDatabase(name);
    }

    /** @throws DependencyException if the server does not answer */
    public void ping() {
        try {
            client().getDatabase(database).runCommand(new Document("ping", 1));
        } catch (RuntimeException e) {
            throw new DependencyException("MongoDB ping", e);
        }
    }

    /**
     * Looks for, replaces, changes and removes a document that is not there, before a SnapStart checkpoint.
     *
     * @throws DependencyException if the server does not answer
     */
    public void rehearse() {
        var id = "rehearsal";
        var documents = collection("idempotency");
        documents.find(id);
        documents.compareAndSet(id, 1, new Document("_id", id).append("v", 2L));
        documents.update(Filters.eq("_id", id), Updates.set("v", 2L));
        documents.delete(Filters.eq("_id", id));
    }

    private synchronized MongoClient client() {
        if (client == null) {
            client = clients.apply(uri.get());
        }
        return client;
    }

    // The idle limit lets frozen sockets go before the server does.
    private static MongoClientSettings settings(String uri) {
        return MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(MOST_CONNECTIONS).minSize(0)
                                .maxConnectionIdleTime(60, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                .retryWrites(false).build();
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        close();
    }

    /**
     * Connects beside what else is made anew after a restore, and beside the reading of the first request, which then finds
     * a connection. A function restores without MongoDB as well: whoever needs it finds out.
     */
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        aside(this::connect);
    }

    private void connect() {
        try {
            ping();
        } catch (DependencyException e) {
            LOG.warn("restored without MongoDB");
        }
    }

    // No virtual thread: a function that has no other would load a scheduler for it.
    private static void aside(Runnable task) {
        var thread = new Thread(task, "mongodb");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
