package io.crealia.ai.domain.highlight;

import java.util.Arrays;

/**
 * How loud a sound is over its time, from 16-bit linear PCM in one channel. Kept as sums of squares per frame, which are
 * whole numbers, so that every machine finds the same. Four hours take about 6 MB.
 */
public final class SoundLevels {
    /** No sound at all: whatever is measured of it is silence. */
    public static final SoundLevels NONE = new SoundLevels(new long[1], 1);

    private static final int FRAME_MS = 20;
    private static final int BYTES = 2;

    private final long[] energyBefore;
    private final int frameSamples;

    private SoundLevels(long[] energyBefore, int frameSamples) {
        this.energyBefore = energyBefore;
        this.frameSamples = frameSamples;
    }

    /**
     * The energy between two times, cut to whole frames: the sum of the squares of the samples, of which each is from
     * -32768 to 32767. 2^30 per sample at 16 kHz leaves room for more than 100 hours.
     */
    long energy(long startMs, long endMs) {
        return energyBefore[frame(endMs)] - energyBefore[frame(startMs)];
    }

    /** The number of samples that {@link #energy} of the same times is of. */
    long samples(long startMs, long endMs) {
        return (long) (frame(endMs) - frame(startMs)) * frameSamples;
    }

    private int frame(long ms) {
        return Math.clamp(ms / FRAME_MS, 0, energyBefore.length - 1);
    }

    /** Takes a sound piece by piece. */
    public static final class Meter {
        private final int frameSamples;
        private long[] energyBefore = new long[1024];
        private int frames;
        private long energy;
        private int samples;
        private int carried = -1;

        public Meter(int sampleRate) {
            frameSamples = Math.max(1, sampleRate * FRAME_MS / 1000);
        }

        /** @param pcm the next little-endian samples; a piece may end within one */
        public void add(byte[] pcm, int offset, int length) {
            var at = offset;
            var end = offset + length;
            if (carried >= 0 && at < end) {
                sample((short) (pcm[at++] << 8 | carried));
                carried = -1;
            }
            for (; at + BYTES <= end; at += BYTES) {
                sample((short) (pcm[at + 1] << 8 | pcm[at] & 0xff));
            }
            if (at < end) {
                carried = pcm[at] & 0xff;
            }
        }

        /** What was taken so far, but for a last frame that is not full. */
        public SoundLevels levels() {
            return new SoundLevels(Arrays.copyOf(energyBefore, frames + 1), frameSamples);
        }

        private void sample(int value) {
            energy += (long) value * value;
            if (++samples == frameSamples) {
                samples = 0;
                if (++frames == energyBefore.length) {
                    energyBefore = Arrays.copyOf(energyBefore, frames * 2);
                }
                energyBefore[frames] = energy;
            }
        }
    }
}
