package io.crealia.local.cloud.mongo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;

/**
 * Moves what is left of blocks that are mostly overwritten, so that their space is free again: a little at a time, and
 * while nothing changes. H2 has a thread for it, but then hands each commit to two more threads, and its own commits come
 * in the middle of a change.
 */
final class Tidier implements AutoCloseable {

    private static final int PAUSE_MS = 1_000;
    /** H2's own aims for a store that is in use: this part of its blocks filled, and this much moved at a time. */
    private static final int FILL_PERCENT = 45;
    private static final int MOST_BYTES = 1 << 20;

    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("mongo-tidier").factory());
    private final MVStore store;
    private final Commits commits;
    private long tidied;

    Tidier(MVStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    void start() {
        timer.scheduleWithFixedDelay(() -> commits.alone(this::tidy), PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    /** Does nothing where nothing was written since the last time. */
    void tidy() {
        if (store.isClosed() || store.getCurrentVersion() == tidied) {
            return;
        }
        if (store.compact(FILL_PERCENT, MOST_BYTES)) {
            store.commit();
        }
        tidied = store.getCurrentVersion();
    }

    /** An interrupt would close the file, so what is at work ends by itself. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
