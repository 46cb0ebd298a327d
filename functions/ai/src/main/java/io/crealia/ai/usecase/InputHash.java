package io.crealia.ai.usecase;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest over everything that decides a step's outcome. Names and lengths are part of it, so no two inputs run together. */
final class InputHash {
    private final MessageDigest digest = sha256();

    InputHash add(String name, String value) {
        return add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    InputHash add(String name, byte[] value) {
        part(name.getBytes(StandardCharsets.UTF_8));
        part(value);
        return this;
    }

    /** SHA-256 in lower-case hex. May be asked once. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void part(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
