package io.crealia.assets.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may play an asset. */
public enum PlaybackPolicy {
    /** Whoever has a token that we issued and that has not ended. */
    SIGNED,
    /** Whoever knows the asset's id. */
    PUBLIC;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PlaybackPolicy> ofWireName(String name) {
        return Arrays.stream(values()).filter(policy -> policy.wireName().equals(name)).findFirst();
    }
}
