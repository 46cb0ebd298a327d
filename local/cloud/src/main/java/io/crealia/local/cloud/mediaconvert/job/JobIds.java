package io.crealia.local.cloud.mediaconvert.job;

import java.security.SecureRandom;
import java.time.Instant;

/** Ids in MediaConvert's form: milliseconds, a dash, six letters or digits. */
final class JobIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LETTERS = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private JobIds() {}

    static String next(Instant now) {
        var id = new StringBuilder().append(now.toEpochMilli()).append('-');
        for (int i = 0; i < LETTERS; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
