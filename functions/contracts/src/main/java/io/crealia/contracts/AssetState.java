package io.crealia.contracts;

import java.util.Locale;

/** What an asset is to its creator. */
public enum AssetState {
    PREPARING, READY, READY_DEGRADED, REJECTED, ERRORED, CANCELLED, DELETING, DELETED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such state */
    public static AssetState ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public boolean terminal() {
        return this != PREPARING && this != DELETING;
    }
}
