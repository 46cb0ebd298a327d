package io.crealia.simulation.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sound files, 16 kHz, one channel, as the speech output has them. */
final class SpokenSound {
    /** Of what a synthetic voice (FreeTTS, kevin16) says: We make bread today. */
    static final int DURATION_MS = 1_463;
    private static final byte[] SPOKEN = load();

    private SpokenSound() {}

    static byte[] wav() {
        return SPOKEN;
    }

    private static byte[] load() {
        try (var in = SpokenSound.class.getResourceAsStream("spoken.wav")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource spoken.wav", e);
        }
    }

    /** A sound of no samples. */
    static byte[] silence() {
        return ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1)
                .putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0).array();
    }
}
