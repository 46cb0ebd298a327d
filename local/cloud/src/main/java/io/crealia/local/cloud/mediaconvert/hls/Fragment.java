package io.crealia.local.cloud.mediaconvert.hls;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One moof with its mdat.
 *
 * @param offset where the moof starts in the file
 * @param sizeBytes moof and mdat together
 * @param decodeTime ticks of the first sample
 * @param ticks sum of the samples' durations
 * @param firstOffset composition offset of the first sample
 */
record Fragment(long offset, long sizeBytes, long decodeTime, long ticks, int firstOffset) {
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_FLAGS = 0x4;
    private static final int DURATION = 0x100;
    private static final int SIZE = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITION = 0x800;

    static Fragment read(long offset, ByteBuffer moof, long sizeBytes, Track track) throws IOException {
        Box traf = Box.all(moof).getFirst().path("traf");
        Box time = traf.path("tfdt");
        long decodeTime = time.version() == 1 ? time.body().getLong(4) : time.unsignedInt(4);
        long standard = standardDuration(traf.path("tfhd"), track.defaultDuration());
        long ticks = 0;
        int first = 0;
        boolean started = false;
        for (Box run : Box.all(traf.body())) {
            if (run.type().equals("trun")) {
                ticks += ticks(run, standard);
                if (!started && (run.flags() & COMPOSITION) != 0 && run.unsignedInt(4) > 0) {
                    first = run.body().getInt(firstSample(run.flags()) + compositionAt(run.flags()));
                }
                started = true;
            }
        }
        return new Fragment(offset, sizeBytes, decodeTime, ticks, first);
    }

    private static long standardDuration(Box header, long fallback) {
        int flags = header.flags();
        int at = 8 + ((flags & 0x1) != 0 ? 8 : 0) + ((flags & 0x2) != 0 ? 4 : 0);
        return (flags & 0x8) != 0 ? header.unsignedInt(at) : fallback;
    }

    private static long ticks(Box run, long standard) {
        long count = run.unsignedInt(4);
        if ((run.flags() & DURATION) == 0) {
            return count * standard;
        }
        long sum = 0;
        int at = firstSample(run.flags());
        for (long i = 0; i < count; i++, at += stride(run.flags())) {
            sum += run.unsignedInt(at);
        }
        return sum;
    }

    private static int firstSample(int flags) {
        return 8 + ((flags & DATA_OFFSET) != 0 ? 4 : 0) + ((flags & FIRST_FLAGS) != 0 ? 4 : 0);
    }

    private static int stride(int flags) {
        return 4 * Integer.bitCount(flags & (DURATION | SIZE | FLAGS | COMPOSITION));
    }

    private static int compositionAt(int flags) {
        return 4 * Integer.bitCount(flags & (DURATION | SIZE | FLAGS));
    }
}
