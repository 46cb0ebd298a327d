package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupId;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.operations.port.BackupObjects;
import io.crealia.platform.error.DependencyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backups of one database that have a manifest. */
public final class BackupCatalog {
    private static final int PAGE = 500;
    private static final String SUFFIX = ".json";

    private final String database;
    private final BackupObjects objects;

    public BackupCatalog(String database, BackupObjects objects) {
        this.database = database;
        this.objects = objects;
    }

    /**
     * One manifest as it was found.
     *
     * @param manifest empty if it cannot be read
     * @param fault says why; empty if it can
     */
    public record Found(BackupId id, Optional<BackupManifest> manifest, String fault) {}

    /** All of them, the oldest first. */
    public List<Found> all() {
        var found = new ArrayList<Found>();
        var prefix = BackupScope.manifests(database);
        var page = objects.list(prefix, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                id(entry.key().substring(prefix.length())).ifPresent(id -> found.add(read(id)));
            }
            page = objects.list(prefix, Optional.of(page.getLast().key()), PAGE);
        }
        return found;
    }

    /** The newest that can be read. */
    public Optional<BackupManifest> lastGood() {
        return all().reversed().stream().flatMap(found -> found.manifest().stream()).findFirst();
    }

    /** @throws DamagedBackupException if there is no such backup, or its manifest cannot be read */
    public BackupManifest get(BackupId id) {
        var found = read(id);
        return found.manifest().orElseThrow(() -> new DamagedBackupException(found.fault()));
    }

    private Found read(BackupId id) {
        var key = BackupScope.manifest(database, id);
        try (var stream = objects.open(key).orElse(null)) {
            if (stream == null) {
                return new Found(id, Optional.empty(), key + ": there is no such object, so there is no such backup");
            }
            var manifest = ManifestText.read(key, stream.readAllBytes());
            if (!manifest.id().equals(id)) {
                return new Found(id, Optional.empty(), key + ": it is the manifest of " + manifest.id());
            }
            return new Found(id, Optional.of(manifest), "");
        } catch (DamagedBackupException e) {
            return new Found(id, Optional.empty(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new DependencyException("backup object " + key + ": reading", e);
        }
    }

    private static Optional<BackupId> id(String name) {
        try {
            return name.endsWith(SUFFIX)
                    ? Optional.of(new BackupId(name.substring(0, name.length() - SUFFIX.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
