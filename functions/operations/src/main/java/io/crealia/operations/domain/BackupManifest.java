package io.crealia.operations.domain;

import java.time.Instant;
import java.util.List;

/**
 * Says what a backup holds. It is written after everything that it names, so whatever has no manifest is no backup.
 *
 * @param startedAt no document is older than this
 * @param finishedAt no document is newer than this
 */
public record BackupManifest(BackupId id, String database, Instant startedAt, Instant finishedAt,
        List<BackedUpCollection> collections) {
    /** The form of parts and manifest that this version writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    public BackupManifest {
        collections = List.copyOf(collections);
    }

    public long documents() {
        return collections.stream().mapToLong(BackedUpCollection::documents).sum();
    }

    public long rawBytes() {
        return collections.stream().mapToLong(BackedUpCollection::rawBytes).sum();
    }

    public long storedBytes() {
        return collections.stream().mapToLong(BackedUpCollection::storedBytes).sum();
    }

    public int parts() {
        return collections.stream().mapToInt(collection -> collection.parts().size()).sum();
    }
}
