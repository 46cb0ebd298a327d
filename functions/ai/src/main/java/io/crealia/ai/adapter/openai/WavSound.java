package io.crealia.ai.adapter.openai;

import io.crealia.ai.port.MediaStore;
import io.crealia.platform.error.DependencyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The sound of a RIFF/WAVE file in the bucket: one channel of 16-bit linear PCM, little endian.
 *
 * @param offset of the first sample in the file
 * @param bytes of sound, even
 */
record WavSound(String key, int sampleRate, long offset, long bytes) {
    static final int HEADER = 44;
    private static final int START = 4096;
    private static final int BYTES_PER_SAMPLE = 2;

    /** @return empty if the file is not such a sound */
    static Optional<WavSound> open(MediaStore store, String key) {
        var size = store.size(key).orElseThrow(() -> new DependencyException("no object " + key, null));
        var start = ByteBuffer.wrap(store.range(key, 0, START)).order(ByteOrder.LITTLE_ENDIAN);
        if (start.remaining() < HEADER || !tag(start, 0).equals("RIFF") || !tag(start, 8).equals("WAVE")) {
            return Optional.empty();
        }
        var rate = 0;
        for (long at = 12; at + 8 <= start.limit();) {
            var index = (int) at;
            var length = Integer.toUnsignedLong(start.getInt(index + 4));
            if (tag(start, index).equals("fmt ") && at + 24 <= start.limit()) {
                if (start.getShort(index + 8) != 1 || start.getShort(index + 10) != 1
                        || start.getShort(index + 22) != 16) {
                    return Optional.empty();
                }
                rate = start.getInt(index + 12);
            }
            if (tag(start, index).equals("data")) {
                // An encoder that could not go back wrote no length, or the largest.
                var there = Math.min(length == 0 ? Long.MAX_VALUE : length, size - at - 8);
                return rate < 8_000 || rate > 96_000
                        ? Optional.empty()
                        : Optional.of(new WavSound(key, rate, at + 8, there - there % BYTES_PER_SAMPLE));
            }
            at += 8 + length + length % 2;
        }
        return Optional.empty();
    }

    long ms(long soundBytes) {
        return soundBytes * 1000 / ((long) sampleRate * BYTES_PER_SAMPLE);
    }

    long bytesOf(long ms) {
        return ms * sampleRate / 1000 * BYTES_PER_SAMPLE;
    }

    /** The header of a file of its own that holds as many bytes of this sound. */
    byte[] header(int soundBytes) {
        return ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"))
                .putInt(HEADER - 8 + soundBytes).put(ascii("WAVEfmt ")).putInt(16).putShort((short) 1)
                .putShort((short) 1).putInt(sampleRate).putInt(sampleRate * BYTES_PER_SAMPLE)
                .putShort((short) BYTES_PER_SAMPLE).putShort((short) 16).put(ascii("data")).putInt(soundBytes).array();
    }

    private static String tag(ByteBuffer buffer, int at) {
        return new String(buffer.array(), at, 4, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
