package io.crealia.uploads.fake;

import io.crealia.contracts.TenantId;
import io.crealia.uploads.port.DailyQuota;
import java.time.Duration;

/** Counts every tenant together, for ever, up to what a test sets. */
public final class CountedQuota implements DailyQuota {
    public static final Duration RENEWAL = Duration.ofHours(12);
    private int most = Integer.MAX_VALUE;
    private int taken;
    private long bytes;

    public synchronized void most(int uploads) {
        most = uploads;
    }

    public synchronized int taken() {
        return taken;
    }

    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized Answer take(TenantId tenant, long sizeBytes) {
        if (taken >= most) {
            return new Answer.Exhausted(RENEWAL);
        }
        count(1, sizeBytes);
        return (Answer.Granted) () -> count(-1, -sizeBytes);
    }

    private synchronized void count(int uploads, long size) {
        taken += uploads;
        bytes += size;
    }
}
