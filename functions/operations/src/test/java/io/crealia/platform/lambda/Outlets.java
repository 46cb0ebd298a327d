package io.crealia.platform.lambda;

import io.crealia.metrics.Outlet;
import io.crealia.platform.store.RedisConnection;

/** Gives tests the outlet that functions have. */
public final class Outlets {
    private Outlets() {}

    public static Outlet redis(RedisConnection connection) {
        return new RedisOutlet(connection);
    }
}
