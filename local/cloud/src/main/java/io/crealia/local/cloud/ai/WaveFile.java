package io.crealia.local.cloud.ai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The sound of a RIFF/WAVE file (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0"), of which only
 * 16-bit PCM, 16 kHz, mono is taken: what both speech models were trained on.
 *
 * @param offset of the first sample, in bytes
 * @param samples how many there are
 */
record WaveFile(byte[] bytes, int offset, int samples) {
    static final int SAMPLE_RATE = 16_000;
    private static final String EXPECTED = "expected RIFF/WAVE with 16-bit PCM, 16000 Hz, 1 channel; got ";
    private static final int PCM = 1;
    private static final int FORMAT_BYTES = 16;

    /** @throws AiException that names what came instead */
    static WaveFile of(byte[] bytes) {
        if (bytes.length < 12 || !tag(bytes, 0).equals("RIFF") || !tag(bytes, 8).equals("WAVE")) {
            throw refused(bytes.length == 0 ? "an empty file" : "a file that is not RIFF/WAVE");
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var formatSeen = false;
        for (long at = 12; at + 8 <= bytes.length;) {
            var index = (int) at;
            var length = Integer.toUnsignedLong(buffer.getInt(index + 4));
            if (tag(bytes, index).equals("fmt ")) {
                check(buffer, index + 8);
                formatSeen = true;
            }
            if (tag(bytes, index).equals("data")) {
                if (!formatSeen) {
                    throw refused("sound without a format before it");
                }
                // A writer that could not go back left 0 or the largest length: the sound goes to the end.
                var there = bytes.length - at - 8;
                var sound = length == 0 ? there : Math.min(length, there);
                return new WaveFile(bytes, index + 8, (int) (sound / Short.BYTES));
            }
            at += 8 + length + length % 2;
        }
        throw refused("a file without sound");
    }

    private static void check(ByteBuffer buffer, int at) {
        if (at + FORMAT_BYTES > buffer.limit()) {
            throw refused("a truncated file");
        }
        int format = Short.toUnsignedInt(buffer.getShort(at));
        int channels = Short.toUnsignedInt(buffer.getShort(at + 2));
        long rate = Integer.toUnsignedLong(buffer.getInt(at + 4));
        int bits = Short.toUnsignedInt(buffer.getShort(at + 14));
        if (format != PCM || channels != 1 || rate != SAMPLE_RATE || bits != Short.SIZE) {
            throw refused("%d-bit %s, %d Hz, %d channel%s".formatted(bits,
                    format == PCM ? "PCM" : "sound of format " + format, rate, channels, channels == 1 ? "" : "s"));
        }
    }

    /** Copies the samples: to be asked when they are needed. */
    short[] pcm() {
        var pcm = new short[samples];
        ByteBuffer.wrap(bytes, offset, samples * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    double seconds() {
        return (double) samples / SAMPLE_RATE;
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    private static AiException refused(String got) {
        return AiException.invalid("file", EXPECTED + got);
    }
}
