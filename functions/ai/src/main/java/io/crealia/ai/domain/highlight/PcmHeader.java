package io.crealia.ai.domain.highlight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where the sound is in a RIFF/WAVE file of 16-bit linear PCM in one channel.
 *
 * @param dataOffset of the first sample; the sound goes on to the end of the file, since encoders that write as they go
 *     leave the length open
 */
public record PcmHeader(int sampleRate, int dataOffset) {
    /** Enough for the chunks that encoders put before the sound. */
    public static final int MOST_BYTES = 4096;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int LINEAR_PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int MOST_SAMPLES_PER_SECOND = 192_000;

    /** @return empty if the bytes do not start such a file */
    public static Optional<PcmHeader> parse(byte[] start) {
        var bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            return Optional.empty();
        }
        bytes.position(12);
        int rate = 0;
        while (bytes.remaining() >= 8) {
            var type = bytes.getInt();
            var length = bytes.getInt();
            if (type == DATA) {
                return rate > 0 ? Optional.of(new PcmHeader(rate, bytes.position())) : Optional.empty();
            }
            if (length < 0 || length > bytes.remaining()) {
                break;
            }
            if (type == FORMAT && length >= 16) {
                rate = rate(bytes, bytes.position());
            }
            // Chunks are padded to an even length.
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + (length & 1)));
        }
        return Optional.empty();
    }

    private static int rate(ByteBuffer bytes, int at) {
        var coding = bytes.getShort(at) & 0xffff;
        var rate = bytes.getInt(at + 4);
        var right = (coding == LINEAR_PCM || coding == EXTENSIBLE) && bytes.getShort(at + 2) == 1
                && bytes.getShort(at + 14) == 16 && rate > 0 && rate <= MOST_SAMPLES_PER_SECOND;
        return right ? rate : 0;
    }
}
