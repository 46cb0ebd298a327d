package io.crealia.ai.adapter.openai;

import io.crealia.ai.port.MediaStore;
import java.util.ArrayList;
import java.util.List;

/** Cuts a sound that is too long for one request, each time at the quietest moment before the limit. */
final class SoundPieces {
    /** OpenAI takes files of at most 25 MB. */
    static final int MOST_BYTES = 24_000_000;
    static final long MOST_MS = 20 * 60_000;
    /** How far before the limit a quiet moment is looked for. */
    private static final long WINDOW_MS = 30_000;
    private static final long FRAME_MS = 100;

    /**
     * @param from in bytes of sound
     * @param startMs in the whole sound
     */
    record Piece(WavSound sound, long from, int bytes) {
        long startMs() {
            return sound.ms(from);
        }

        long ms() {
            return sound.ms(bytes);
        }
    }

    private SoundPieces() {}

    static List<Piece> of(WavSound sound, MediaStore store) {
        return of(sound, store, Math.min(MOST_BYTES - WavSound.HEADER, sound.bytesOf(MOST_MS)));
    }

    static List<Piece> of(WavSound sound, MediaStore store, long mostBytes) {
        var limit = mostBytes - mostBytes % 2;
        var pieces = new ArrayList<Piece>();
        for (long from = 0; from < sound.bytes();) {
            var left = sound.bytes() - from;
            var bytes = left <= limit ? left : quietest(sound, store, from, limit);
            pieces.add(new Piece(sound, from, (int) bytes));
            from += bytes;
        }
        return pieces;
    }

    /** @return the length of a piece from {@code from} that ends in the middle of the quietest tenth of a second */
    private static long quietest(WavSound sound, MediaStore store, long from, long limit) {
        var window = (int) Math.min(limit / 2 - limit / 2 % 2, sound.bytesOf(WINDOW_MS));
        var frame = (int) sound.bytesOf(FRAME_MS);
        var start = from + limit - window;
        var samples = store.range(sound.key(), sound.offset() + start, window);
        var best = window;
        var least = Long.MAX_VALUE;
        for (int at = 0; at + frame <= samples.length; at += frame) {
            var energy = energy(samples, at, frame);
            // Of equals the last, so that pieces are long.
            if (energy <= least) {
                least = energy;
                best = at + frame / 2;
            }
        }
        return start - from + best - best % 2;
    }

    private static long energy(byte[] samples, int from, int length) {
        long sum = 0;
        for (int i = from; i < from + length; i += 2) {
            long sample = (short) (samples[i] & 0xFF | samples[i + 1] << 8);
            sum += sample * sample;
        }
        return sum;
    }
}
