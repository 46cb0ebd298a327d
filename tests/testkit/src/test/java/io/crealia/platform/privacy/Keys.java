package io.crealia.platform.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Two master keys. */
final class Keys {
    static final Secret ONE = of("0123456789abcdef0123456789abcdef");
    static final Secret TWO = of("fedcba9876543210fedcba9876543210");

    private Keys() {}

    private static Secret of(String bytes) {
        return new Secret(
                Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII)));
    }
}
