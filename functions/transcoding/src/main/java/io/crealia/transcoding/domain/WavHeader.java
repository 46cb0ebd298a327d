package io.crealia.transcoding.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The format chunk of a RIFF/WAVE file with linear PCM. */
public record WavHeader(int channels, int sampleRate) {
    /** Enough for the chunks that encoders put before the sound. */
    public static final int MOST_BYTES = 4096;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;

    /** @throws IllegalArgumentException if the bytes do not start such a file */
    public static WavHeader parse(byte[] start) {
        var bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            throw new IllegalArgumentException("expected RIFF and WAVE");
        }
        bytes.position(12);
        while (bytes.remaining() >= 8) {
            var type = bytes.getInt();
            var length = bytes.getInt();
            if (type == FORMAT && bytes.remaining() >= 16) {
                bytes.getShort();
                return new WavHeader(bytes.getShort(), bytes.getInt());
            }
            if (length < 0 || length > bytes.remaining()) {
                break;
            }
            bytes.position(bytes.position() + length);
        }
        throw new IllegalArgumentException("expected a format chunk");
    }
}
