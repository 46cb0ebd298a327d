package io.crealia.assets.domain;

import java.time.Instant;

/** The instant inside a ULID: its first 10 characters, base 32, are milliseconds since 1970 (github.com/ulid/spec). */
final class UlidTime {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARACTERS = 10;

    private UlidTime() {}

    static Instant of(String ulid) {
        long millis = 0;
        for (int i = 0; i < TIME_CHARACTERS; i++) {
            millis = millis << 5 | ALPHABET.indexOf(ulid.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }
}
