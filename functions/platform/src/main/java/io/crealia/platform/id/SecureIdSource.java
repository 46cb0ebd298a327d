package io.crealia.platform.id;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * ULIDs (github.com/ulid/spec) from {@link SecureRandom}, which is safe under SnapStart: every restored environment
 * draws from the operating system again.
 */
public final class SecureIdSource implements IdSource {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public SecureIdSource(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String ulid() {
        var text = new char[TIME_CHARACTERS + RANDOM_CHARACTERS];
        var millis = clock.millis();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            text[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        var bytes = new byte[RANDOM_CHARACTERS];
        random.nextBytes(bytes);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            text[TIME_CHARACTERS + i] = ALPHABET[bytes[i] & 31];
        }
        return new String(text);
    }
}
