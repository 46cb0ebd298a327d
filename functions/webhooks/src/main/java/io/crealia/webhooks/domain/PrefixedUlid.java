package io.crealia.webhooks.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** Checks ids of the form {@code prefix_ULID}, and derives such ids from what they stand for. */
final class PrefixedUlid {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int BITS_PER_CHARACTER = 5;

    private PrefixedUlid() {}

    /** @throws IllegalArgumentException naming the expected form, if {@code value} does not have it */
    static void require(String prefix, String value) {
        if (value == null || !value.startsWith(prefix) || !FORM.matcher(value.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException("expected an id of the form " + prefix + "<26 characters>");
        }
    }

    /** The same parts always give the same 26 characters: 128 bits of a SHA-256 in the alphabet of a ULID. */
    static String derive(String... parts) {
        var hash = sha256(String.join("\n", parts));
        var text = new char[LENGTH];
        // 25 characters hold 125 bits, so that 3 are left for the first one, as in a ULID.
        text[0] = ALPHABET[hash[0] & 7];
        for (int i = 1; i < LENGTH; i++) {
            text[i] = ALPHABET[bits(hash, Byte.SIZE + (i - 1) * BITS_PER_CHARACTER)];
        }
        return new String(text);
    }

    private static int bits(byte[] bytes, int from) {
        var at = from / Byte.SIZE;
        var window = (bytes[at] & 0xff) << Byte.SIZE | bytes[at + 1] & 0xff;
        return window >> 2 * Byte.SIZE - BITS_PER_CHARACTER - from % Byte.SIZE & 31;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
