package io.crealia.operations.adapter;

import io.crealia.operations.port.HealthProbe;
import io.crealia.platform.store.RedisConnection;

/** Redis holds limits and caches only; without it there are local limits and no cache. */
public final class RedisProbe implements HealthProbe {
    private final RedisConnection redis;

    public RedisProbe(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void check() {
        redis.ping();
    }
}
