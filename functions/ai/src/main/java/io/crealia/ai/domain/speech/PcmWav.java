package io.crealia.ai.domain.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the samples of a WAV file lie. Only what the transcode step makes is taken: 16 kHz, one channel, 16-bit PCM.
 *
 * @param dataOffset of the first sample, in bytes
 * @param dataBytes of all samples
 */
public record PcmWav(long dataOffset, long dataBytes) {
    public static final int SAMPLE_RATE = 16_000;
    public static final int BYTES_PER_MS = SAMPLE_RATE / 1000 * 2;
    /** Enough for the chunks that encoders put before the sound. */
    public static final int HEADER_BYTES = 4096;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    /**
     * @param start the file's first bytes, {@link #HEADER_BYTES} of them where it has so many
     * @param fileBytes its size; a data chunk that claims more, as streams leave it, ends there
     * @throws IllegalArgumentException saying what was expected
     */
    public static PcmWav parse(byte[] start, long fileBytes) {
        var bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            throw new IllegalArgumentException("expected a WAV file: RIFF and WAVE");
        }
        bytes.position(12);
        var format = false;
        while (bytes.remaining() >= 8) {
            var type = bytes.getInt();
            var length = Integer.toUnsignedLong(bytes.getInt());
            if (type == DATA && format) {
                return new PcmWav(bytes.position(), Math.min(length, fileBytes - bytes.position()) & ~1L);
            }
            if (type == FORMAT && length >= 16 && bytes.remaining() >= 16) {
                check(bytes.slice(bytes.position(), 16).order(ByteOrder.LITTLE_ENDIAN));
                format = true;
            }
            if (length > bytes.remaining()) {
                break;
            }
            // Chunks start at even offsets.
            bytes.position((int) Math.min(bytes.limit(), bytes.position() + length + (length & 1)));
        }
        throw new IllegalArgumentException("expected a format chunk and a data chunk in the first " + start.length
                + " bytes");
    }

    public long durationMs() {
        return dataBytes / BYTES_PER_MS;
    }

    private static void check(ByteBuffer format) {
        var tag = format.getShort() & 0xFFFF;
        var channels = format.getShort();
        var rate = format.getInt();
        var bits = format.getShort(14);
        if (tag != PCM && tag != EXTENSIBLE || channels != 1 || rate != SAMPLE_RATE || bits != 16) {
            throw new IllegalArgumentException("expected 16 kHz, mono, 16-bit PCM, was " + rate + " Hz, " + channels
                    + " channels, " + bits + " bits, format " + tag);
        }
    }
}
