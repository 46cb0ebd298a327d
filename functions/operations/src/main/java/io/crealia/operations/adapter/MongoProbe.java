package io.crealia.operations.adapter;

import io.crealia.operations.port.HealthProbe;
import io.crealia.platform.store.MongoConnection;

/** MongoDB holds everything that must not be lost, so nothing works without it. */
public final class MongoProbe implements HealthProbe {
    private final MongoConnection mongo;

    public MongoProbe(MongoConnection mongo) {
        this.mongo = mongo;
    }

    @Override
    public String name() {
        return "mongo";
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public void check() {
        mongo.ping();
    }
}
