package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.port.DocumentSink;
import io.crealia.operations.port.DocumentSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Restores a backup into a database of its own, compares, lets others look at it, and removes it whatever happens. */
public final class DrillRestore {
    private final RestoreBackup restore;
    private final CompareRestored compare;

    public DrillRestore(RestoreBackup restore, CompareRestored compare) {
        this.restore = restore;
        this.compare = compare;
    }

    /**
     * @param sink an empty database that nobody else uses; it is dropped at the end
     * @param source reads the same database
     * @param then is called while the database is there, with what was found
     */
    public void execute(BackupManifest manifest, Set<String> known, DocumentSink sink, DocumentSource source,
            Consumer<List<CompareRestored.Row>> then) {
        var filled = sink.filled();
        if (!filled.isEmpty()) {
            throw new RestoreBackup.NotEmptyException(sink.database(), filled);
        }
        try {
            restore.execute(manifest, sink, known, false);
            then.accept(compare.execute(manifest, source));
        } finally {
            sink.drop();
        }
    }
}
