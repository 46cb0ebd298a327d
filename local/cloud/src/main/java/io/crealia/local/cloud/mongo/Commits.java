package io.crealia.local.cloud.mongo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Changes that are on disk before they are answered: an answered change survives a kill of this process, and a queue
 * message that led to it may be gone by then. One commit is for all who changed something since the last, and nobody
 * changes anything while it runs, so that no half of a change is on disk.
 */
final class Commits {

    /**
     * In order of arrival. Who is to commit queues again, behind all who came meanwhile, and commits for these too: a
     * change waits for the rest of the commit that it finds at work, and for one more.
     */
    private final ReentrantLock changing = new ReentrantLock(true);
    private final BooleanSupplier unsaved;
    private final Runnable commit;
    private final Spacing spacing;
    private volatile long last;
    /** What the changes since the last commit wait for; guarded by {@code changing}. */
    private Group group = new Group();

    /** Those who wait for one commit. The first of them commits. */
    private static final class Group {
        private final CompletableFuture<Void> kept = new CompletableFuture<>();
        private boolean led;
    }

    /**
     * How often there is a commit at most. One writes the upper pages of every map that changed, however few changes there
     * are, and under load most of the time would go there; who comes meanwhile shares it.
     *
     * @param least between the end of a commit and the next, in nanoseconds
     * @param nanos a clock as {@link System#nanoTime}
     * @param pause waits that many nanoseconds
     */
    record Spacing(long least, LongSupplier nanos, LongConsumer pause) {
        /** Some commits take as long. */
        static final Spacing USUAL = new Spacing(4_000_000, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param unsaved whether something changed since the last commit
     * @param commit writes all changes to disk
     */
    Commits(BooleanSupplier unsaved, Runnable commit, Spacing spacing) {
        this.unsaved = unsaved;
        this.commit = commit;
        this.spacing = spacing;
        this.last = spacing.nanos().getAsLong() - spacing.least();
    }

    /**
     * Returns once what it found and changed is on disk, also where it fails.
     *
     * @throws RuntimeException of the change
     * @throws IllegalStateException if nothing could be written
     */
    <T> T kept(Supplier<T> change) {
        T answer = null;
        RuntimeException failure = null;
        Group mine = null;
        boolean leads = false;
        changing.lock();
        try {
            answer = change.get();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            if (unsaved.getAsBoolean()) {
                mine = group;
                leads = !mine.led;
                mine.led = true;
            }
            changing.unlock();
        }
        if (leads) {
            gather();
            alone(this::commit);
        }
        if (mine != null) {
            await(mine);
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    private void gather() {
        var rest = spacing.least() - (spacing.nanos().getAsLong() - last);
        if (rest > 0) {
            spacing.pause().accept(rest);
        }
    }

    /** Runs while nothing changes. */
    void alone(Runnable work) {
        changing.lock();
        try {
            work.run();
        } finally {
            changing.unlock();
        }
    }

    private void commit() {
        var waiting = group;
        group = new Group();
        try {
            commit.run();
            last = spacing.nanos().getAsLong();
            waiting.kept.complete(null);
        } catch (RuntimeException | Error e) {
            waiting.kept.completeExceptionally(e);
        }
    }

    private static void await(Group mine) {
        try {
            mine.kept.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a change could not be written to disk", e.getCause());
        }
    }
}
