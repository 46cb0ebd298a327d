package io.crealia.local.cloud.ai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** RIFF/WAVE files for tests. */
final class Waves {
    private Waves() {}

    static byte[] of(short[] samples) {
        return of(samples, 1, 1, 16_000, 16);
    }

    static byte[] of(short[] samples, int format, int channels, int rate, int bits) {
        int bytes = samples.length * Short.BYTES;
        var file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF")).putInt(36 + bytes)
                .put(ascii("WAVEfmt ")).putInt(16).putShort((short) format).putShort((short) channels).putInt(rate)
                .putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8)).putShort((short) bits)
                .put(ascii("data")).putInt(bytes);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
