package io.crealia.local.cloud.ai;

import java.util.ArrayList;
import java.util.List;

/** Cuts sound into pieces that a recogniser can hold, where it is quietest. */
final class Pieces {
    static final int RATE = 16_000;
    private static final int FRAME = RATE / 50;
    private static final int SHORTEST = 8 * RATE;
    private static final int LONGEST = 20 * RATE;
    /** Frames whose mean decides how quiet a place is: 200 ms. */
    private static final int QUIET_FRAMES = 10;

    private Pieces() {}

    /** @param from first sample @param to the sample after the last */
    record Piece(int from, int to) {}

    /** Pieces of 8 to 20 s that follow each other without a gap; the last one may be shorter. */
    static List<Piece> of(short[] samples) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        while (samples.length - from > LONGEST) {
            int to = quietest(samples, from + SHORTEST, from + LONGEST);
            pieces.add(new Piece(from, to));
            from = to;
        }
        if (from < samples.length) {
            pieces.add(new Piece(from, samples.length));
        }
        return pieces;
    }

    private static int quietest(short[] samples, int from, int to) {
        var energies = new double[(to - from) / FRAME];
        for (int i = 0; i < energies.length; i++) {
            for (int at = from + i * FRAME; at < from + (i + 1) * FRAME; at++) {
                energies[i] += (double) samples[at] * samples[at];
            }
        }
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i + QUIET_FRAMES <= energies.length; i++) {
            double sum = 0;
            for (int k = i; k < i + QUIET_FRAMES; k++) {
                sum += energies[k];
            }
            // Of equally quiet places the last: fewer pieces.
            if (sum <= least) {
                least = sum;
                best = i;
            }
        }
        return from + (best + QUIET_FRAMES / 2) * FRAME;
    }
}
