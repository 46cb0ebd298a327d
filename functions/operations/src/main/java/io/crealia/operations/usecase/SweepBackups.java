package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.port.BackupObjects;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Deletes what is past its period, and parts of backups that were never finished. The last good backup stays, however old
 * it is. Nothing newer than it is touched: that may be a backup which is being made.
 */
public final class SweepBackups {
    private static final int PAGE = 1_000;

    private final String database;
    private final BackupCatalog catalog;
    private final BackupObjects objects;
    private final InstantSource clock;
    private final Duration retention;

    /** @param retention how long a backup is kept after it was finished */
    public SweepBackups(String database, BackupCatalog catalog, BackupObjects objects, InstantSource clock,
            Duration retention) {
        this.database = database;
        this.catalog = catalog;
        this.objects = objects;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * @param expired backups that were past their period
     * @param parts objects that were deleted, of these and of unfinished ones
     * @param unreadable manifests that cannot be read; they and their parts are left alone
     */
    public record Report(int kept, int expired, int parts, int unreadable) {}

    public Report execute() {
        var found = catalog.all();
        var good = found.stream().flatMap(one -> one.manifest().stream()).toList();
        if (good.isEmpty()) {
            return new Report(0, 0, 0, found.size());
        }
        var last = good.getLast();
        var expired = good.stream().filter(one -> !one.equals(last)).filter(this::past).toList();
        // Manifests first: a backup without manifest is none, one without parts is a lie.
        delete(expired.stream().map(one -> BackupScope.manifest(database, one.id())).toList());
        var unreadable = found.stream().filter(one -> one.manifest().isEmpty())
                .map(BackupCatalog.Found::id).toList();
        var kept = new ArrayList<>(good);
        kept.removeAll(expired);
        return new Report(kept.size(), expired.size(), deadParts(kept, unreadable, last.id()), unreadable.size());
    }

    private boolean past(BackupManifest manifest) {
        Instant end = manifest.finishedAt().plus(retention);
        return end.isBefore(clock.instant());
    }

    private int deadParts(List<BackupManifest> kept, List<BackupId> unreadable, BackupId last) {
        var named = new HashSet<String>();
        kept.forEach(manifest -> manifest.collections()
                .forEach(collection -> collection.parts().forEach(part -> named.add(part.key()))));
        var prefix = BackupScope.parts(database);
        int deleted = 0;
        var page = objects.list(prefix, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            var dead = page.stream().map(BackupObjects.Entry::key).filter(key -> !named.contains(key))
                    .filter(key -> older(key.substring(prefix.length()), last, unreadable)).toList();
            delete(dead);
            deleted += dead.size();
            page = objects.list(prefix, Optional.of(page.getLast().key()), PAGE);
        }
        return deleted;
    }

    /** @param name of a part, from its backup's id on */
    private static boolean older(String name, BackupId last, List<BackupId> unreadable) {
        try {
            var id = new BackupId(name.substring(0, Math.max(0, name.indexOf('/'))));
            return id.compareTo(last) < 0 && !unreadable.contains(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void delete(List<String> keys) {
        if (!keys.isEmpty()) {
            objects.delete(keys);
        }
    }
}
