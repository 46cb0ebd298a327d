package io.crealia.simulation.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Sound files, 16 kHz, one channel, as the speech output has them. */
final class SpokenSound {
    /** Of what a synthetic voice (FreeTTS, kevin16) says: We make bread today. */
    static final int DURATION_MS = 1_463;
    private static final byte[] SPOKEN = load();
    private static final int HEADER = 44;
    private static final int BYTES_PER_SECOND = 32_000;
    private static final byte[][] REPEATED = IntStream.range(0, 4).mapToObj(SpokenSound::repeated)
            .toArray(byte[][]::new);

    private SpokenSound() {}

    /** @param times the words are said, at most three; 0 for a sound of no samples. Not to be changed */
    static byte[] wav(int times) {
        return REPEATED[times];
    }

    /** How often the words are said in a sound of that many bytes. */
    static int times(long bytes) {
        return (int) Math.round((bytes - HEADER) * 1000.0 / BYTES_PER_SECOND / DURATION_MS);
    }

    private static byte[] load() {
        try (var in = SpokenSound.class.getResourceAsStream("spoken.wav")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource spoken.wav", e);
        }
    }

    private static byte[] repeated(int times) {
        var samples = SPOKEN.length - HEADER;
        var wav = ByteBuffer.allocate(HEADER + times * samples).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + times * samples)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1)
                .putShort((short) 1).putInt(16_000).putInt(BYTES_PER_SECOND).putShort((short) 2).putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(times * samples);
        for (int i = 0; i < times; i++) {
            wav.put(SPOKEN, HEADER, samples);
        }
        return wav.array();
    }
}
