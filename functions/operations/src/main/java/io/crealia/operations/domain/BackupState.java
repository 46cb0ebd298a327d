package io.crealia.operations.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the backups of one database, in one document that changes by compare-and-set. Whoever holds the lease
 * makes the backup; who lost it finds that out at his next part and stops.
 *
 * @param version from 1, contiguous; 0 before there is a document
 * @param running the backup that is being made
 * @param leaseUntil until when somebody is at work on it
 * @param startedAt when the last finished backup was begun
 * @param finishedAt when it was finished
 */
public record BackupState(long version, Optional<BackupProgress> running, Optional<Instant> leaseUntil,
        Optional<Instant> startedAt, Optional<Instant> finishedAt) {
    public static final BackupState NONE = new BackupState(0, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    public boolean leased(Instant now) {
        return leaseUntil.filter(now::isBefore).isPresent();
    }

    /** When the next backup is to be begun: a period after the last one was. */
    public Instant due(Duration every) {
        return startedAt.map(at -> at.plus(every)).orElse(Instant.EPOCH);
    }

    public BackupState working(BackupProgress progress, Instant until) {
        return new BackupState(version + 1, Optional.of(progress), Optional.of(until), startedAt, finishedAt);
    }

    public BackupState released() {
        return new BackupState(version + 1, running, Optional.empty(), startedAt, finishedAt);
    }

    public BackupState finished(BackupManifest manifest) {
        return new BackupState(version + 1, Optional.empty(), Optional.empty(), Optional.of(manifest.startedAt()),
                Optional.of(manifest.finishedAt()));
    }
}
