package io.crealia.ai.adapter.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over several values. Each is preceded by its length, so that no two lists of values are alike. */
public final class InputHash {
    private final MessageDigest digest;

    public InputHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public InputHash add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    public InputHash add(byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
        digest.update(value);
        return this;
    }

    /** In lower case; ends the hash. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
