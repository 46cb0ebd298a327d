package io.crealia.ai.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongToIntFunction;

/** WAV files of 16-bit mono PCM, made in memory. */
public final class Wav {
    private Wav() {}

    /** @param sample by its index */
    public static byte[] of(int rate, long ms, LongToIntFunction sample) {
        var count = (int) (ms * rate / 1000);
        var bytes = ByteBuffer.allocate(44 + 2 * count).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"))
                .putInt(36 + 2 * count).put(ascii("WAVEfmt ")).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16).put(ascii("data"))
                .putInt(2 * count);
        for (long i = 0; i < count; i++) {
            bytes.putShort((short) sample.applyAsInt(i));
        }
        return bytes.array();
    }

    public static byte[] ofTone(long ms) {
        return of(16_000, ms, i -> (int) (8_000 * Math.sin(i / 6.0)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
