package io.crealia.ai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/** Sound files for tests: 16 kHz, mono, 16-bit PCM in WAV. */
public final class Sounds {
    public static final int RATE = 16_000;
    private static final int HEADER = 44;
    /** One wave of 500 Hz, of which a frame holds ten. */
    private static final double[] WAVE = IntStream.range(0, 32).mapToDouble(i -> StrictMath.sin(2 * Math.PI * i / 32))
            .toArray();

    private Sounds() {}

    /** @param amplitude at a millisecond, 0 to 1, of a tone */
    public static byte[] wav(long durationMs, LongToDoubleFunction amplitude) {
        var samples = (int) (durationMs * RATE / 1000);
        var bytes = ByteBuffer.allocate(HEADER + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0x46464952).putInt(HEADER - 8 + samples * 2).putInt(0x45564157).putInt(0x20746d66).putInt(16)
                .putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2).putShort((short) 2)
                .putShort((short) 16).putInt(0x61746164).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            var loud = amplitude.applyAsDouble(i * 1000L / RATE);
            bytes.putShort((short) (loud * 32_000 * WAVE[i % WAVE.length]));
        }
        return bytes.array();
    }
}
