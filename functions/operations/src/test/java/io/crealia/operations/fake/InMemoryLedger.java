package io.crealia.operations.fake;

import io.crealia.operations.domain.BackupState;
import io.crealia.operations.port.BackupLedger;
import java.util.concurrent.atomic.AtomicReference;

/** A state in memory. */
public final class InMemoryLedger implements BackupLedger {
    private final AtomicReference<BackupState> state = new AtomicReference<>(BackupState.NONE);

    @Override
    public BackupState read() {
        return state.get();
    }

    @Override
    public synchronized boolean replace(BackupState next) {
        if (state.get().version() != next.version() - 1) {
            return false;
        }
        state.set(next);
        return true;
    }
}
