package io.crealia.platform.store;

import com.mongodb.client.MongoClient;

/** Gives the connection a client of somebody else's. */
public final class SimulatedStores {
    private SimulatedStores() {}

    public static MongoConnection connection(MongoClient client) {
        return new MongoConnection(() -> "mongodb://simulated", "crealia", _ -> client);
    }
}
