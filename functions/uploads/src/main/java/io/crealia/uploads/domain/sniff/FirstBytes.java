package io.crealia.uploads.domain.sniff;

import java.nio.charset.StandardCharsets;

/** The start of a file, with reads that never leave it: beyond the end there is nothing that matches anything. */
final class FirstBytes {
    private final byte[] bytes;
    private final long fileSize;

    FirstBytes(byte[] bytes, long fileSize) {
        this.bytes = bytes;
        this.fileSize = fileSize;
    }

    int length() {
        return bytes.length;
    }

    long fileSize() {
        return fileSize;
    }

    /** The unsigned byte at {@code offset}, or -1 beyond the end. */
    int at(int offset) {
        return offset >= 0 && offset < bytes.length ? bytes[offset] & 0xff : -1;
    }

    /** Big-endian, or -1 beyond the end. */
    long unsigned32(int offset) {
        if (offset < 0 || offset + 4 > bytes.length) {
            return -1;
        }
        return (long) at(offset) << 24 | at(offset + 1) << 16 | at(offset + 2) << 8 | at(offset + 3);
    }

    boolean has(int offset, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at(offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    boolean has(int offset, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(offset + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Four characters, or less at the end. */
    String fourCharacters(int offset) {
        var from = Math.clamp(offset, 0, bytes.length);
        return new String(bytes, from, Math.min(4, bytes.length - from), StandardCharsets.ISO_8859_1);
    }

    /** All of it, a character for each byte. */
    String latin1() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    byte[] copy() {
        return bytes.clone();
    }
}
