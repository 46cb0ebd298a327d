package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes outputs to the store, several at once; media before the playlists that name them. On failure or cancel all is
 * removed again.
 */
final class Uploads {
    private static final int AT_ONCE = 4;
    private static final String PLAYLIST = ".m3u8";

    private final ObjectStore store;
    private final JobControl control;

    Uploads(ObjectStore store, JobControl control) {
        this.store = store;
        this.control = control;
    }

    void upload(List<Produced> groups) throws JobFailedException, CancelledException, InterruptedException {
        var media = new ArrayList<Produced.File>();
        var playlists = new ArrayList<Produced.File>();
        for (Produced group : groups) {
            group.files().forEach(file -> (file.target().key().endsWith(PLAYLIST) ? playlists : media).add(file));
        }
        Queue<ObjectUri> done = new ConcurrentLinkedQueue<>();
        boolean complete = false;
        try {
            parallel(media, done);
            for (Produced.File playlist : playlists) {
                put(playlist, done);
            }
            complete = true;
        } finally {
            if (!complete) {
                done.forEach(this::deleteQuietly);
            }
        }
    }

    private void parallel(List<Produced.File> files, Queue<ObjectUri> done)
            throws JobFailedException, CancelledException, InterruptedException {
        try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (Produced.File file : files) {
                running.add(pool.submit(() -> {
                    put(file, done);
                    return null;
                }));
            }
            try {
                for (Future<?> upload : running) {
                    upload.get();
                }
            } catch (ExecutionException e) {
                running.forEach(upload -> upload.cancel(false));
                switch (e.getCause()) {
                    case JobFailedException failed -> throw failed;
                    case CancelledException cancelled -> throw cancelled;
                    default -> throw new IllegalStateException("upload failed", e.getCause());
                }
            }
        }
    }

    private void put(Produced.File file, Queue<ObjectUri> done) throws JobFailedException, CancelledException {
        control.check();
        try {
            done.add(file.target());
            store.put(file.local(), file.target(), file.contentType());
        } catch (FileNotFoundException | AccessDeniedException e) {
            throw new JobFailedException(JobFailedException.NO_ACCESS,
                    "Unable to write [" + file.target() + "]: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JobFailedException(JobFailedException.TRANSIENT,
                    "Unable to write [" + file.target() + "]: " + e.getMessage(), e);
        }
    }

    private void deleteQuietly(ObjectUri uri) {
        try {
            store.delete(uri);
        } catch (IOException _) {
            // The job already ends with the reason for this; outputs are scoped by attempt, so a leftover is swept.
        }
    }
}
