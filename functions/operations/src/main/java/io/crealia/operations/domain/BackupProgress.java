package io.crealia.operations.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a backup is that is being made. Everything that it names is stored whole.
 *
 * @param done collections that are finished
 * @param open the collection that is being read, with its parts so far
 * @param after id of the last document in the last part of {@code open}, as the document source gave it
 */
public record BackupProgress(BackupId id, Instant startedAt, List<BackedUpCollection> done,
        Optional<BackedUpCollection> open, Optional<String> after) {
    /** More would not fit into one document: 20,000 parts of 64 MiB are 1.2 TiB. */
    public static final int MOST_PARTS = 20_000;

    public BackupProgress {
        done = List.copyOf(done);
        if (after.isPresent() && open.isEmpty()) {
            throw new IllegalArgumentException("a place to read on from belongs to an open collection");
        }
    }

    public static BackupProgress begun(BackupId id, Instant now) {
        return new BackupProgress(id, now, List.of(), Optional.empty(), Optional.empty());
    }

    public BackupProgress opening(String collection, List<String> indexes) {
        return new BackupProgress(id, startedAt, done,
                Optional.of(new BackedUpCollection(collection, indexes, List.of())), Optional.empty());
    }

    /** @param last id of the part's last document */
    public BackupProgress with(BackupPart part, String last) {
        if (parts() >= MOST_PARTS) {
            throw new IllegalStateException("backup " + id + " has " + MOST_PARTS
                    + " parts already: raise CREALIA_BACKUP_PART_BYTES");
        }
        return new BackupProgress(id, startedAt, done, Optional.of(open.orElseThrow().with(part)), Optional.of(last));
    }

    public BackupProgress closed() {
        var all = new ArrayList<>(done);
        all.add(open.orElseThrow());
        return new BackupProgress(id, startedAt, all, Optional.empty(), Optional.empty());
    }

    /** Whether the collection is finished. */
    public boolean has(String collection) {
        return done.stream().anyMatch(one -> one.name().equals(collection));
    }

    public int parts() {
        return done.stream().mapToInt(one -> one.parts().size()).sum()
                + open.map(one -> one.parts().size()).orElse(0);
    }

    public BackupManifest finished(String database, Instant now) {
        return new BackupManifest(id, database, startedAt, now, done);
    }
}
