package io.crealia.operations.fake;

import io.crealia.operations.port.BackupObjects;
import io.crealia.platform.error.DependencyException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store that takes some objects and then nothing any more, with or without telling that it took the last one. */
public final class DyingObjects implements BackupObjects {
    /** When it dies. */
    public enum Death {
        BEFORE_WRITING, AFTER_WRITING
    }

    private final BackupObjects inner;
    private final Death death;
    private int left;

    /** @param puts that it does before it dies */
    public DyingObjects(BackupObjects inner, int puts, Death death) {
        this.inner = inner;
        this.left = puts;
        this.death = death;
    }

    @Override
    public void put(String key, byte[] content) {
        dyingAt(key, () -> inner.put(key, content));
    }

    @Override
    public void put(String key, Path file) {
        dyingAt(key, () -> inner.put(key, file));
    }

    private void dyingAt(String key, Runnable put) {
        if (left > 0) {
            left--;
            put.run();
            return;
        }
        if (left == 0 && death == Death.AFTER_WRITING) {
            put.run();
        }
        left = -1;
        throw new DependencyException("write " + key + ": the store is gone", null);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return inner.open(key);
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int limit) {
        return inner.list(prefix, after, limit);
    }

    @Override
    public void delete(Collection<String> keys) {
        inner.delete(keys);
    }
}
