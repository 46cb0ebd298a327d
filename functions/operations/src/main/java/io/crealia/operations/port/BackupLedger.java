package io.crealia.operations.port;

import io.crealia.operations.domain.BackupState;

/** Keeps the state of backups. Throws {@link io.crealia.platform.error.DependencyException} if the store does not answer. */
public interface BackupLedger {
    /** @return {@link BackupState#NONE} before the first write */
    BackupState read();

    /** @return false if the version before is not the current one: somebody else was first */
    boolean replace(BackupState next);
}
