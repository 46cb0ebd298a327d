package io.crealia.chaos.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Writes as fast as a line allows. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;
    private static final int SLICES_A_SECOND = 20;

    private Pace() {}

    /** @param bytesPerSecond 0 for as fast as can be */
    static void write(OutputStream out, byte[] bytes, int length, int bytesPerSecond) throws IOException {
        if (bytesPerSecond == 0) {
            out.write(bytes, 0, length);
            out.flush();
            return;
        }
        var slice = Math.max(1, bytesPerSecond / SLICES_A_SECOND);
        for (int at = 0; at < length; at += slice) {
            out.write(bytes, at, Math.min(slice, length - at));
            out.flush();
            LockSupport.parkNanos(SECOND / SLICES_A_SECOND);
        }
    }
}
