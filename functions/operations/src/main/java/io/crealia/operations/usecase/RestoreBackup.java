package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackedUpCollection;
import io.crealia.operations.domain.BackupManifest;
import io.crealia.operations.domain.BackupScope;
import io.crealia.operations.domain.DamagedBackupException;
import io.crealia.operations.port.DocumentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes a backup into a database. All of it is verified before anything is written. Broken off, it leaves a part of the
 * backup behind; call it again with {@code replace}.
 */
public final class RestoreBackup {
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 8 * 1024 * 1024;

    private final VerifyBackup verify;
    private final ReadPart readPart;

    public RestoreBackup(VerifyBackup verify, ReadPart readPart) {
        this.verify = verify;
        this.readPart = readPart;
    }

    /** The database has documents and may not be replaced. Nothing was written. */
    public static final class NotEmptyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotEmptyException(String database, List<String> filled) {
            super("database " + database + " is not empty: it has documents in " + String.join(", ", filled));
        }
    }

    /**
     * @param known collections that this version knows; empty for whatever is there
     * @param replace whether documents that are there may be deleted
     * @throws DamagedBackupException if the backup is not what its manifest says; nothing was written, unless a part
     *     changed between the two times that it is read
     * @throws NotEmptyException if there are documents and {@code replace} is false
     */
    public void execute(BackupManifest manifest, DocumentSink sink, Set<String> known, boolean replace) {
        var filled = sink.filled();
        if (!filled.isEmpty() && !replace) {
            throw new NotEmptyException(sink.database(), filled);
        }
        verify.execute(manifest, known);
        sink.clear(manifest.collections().stream().map(BackedUpCollection::name).toList());
        for (var collection : manifest.collections()) {
            sink.create(collection.name());
            collection.parts().forEach(part -> {
                var batch = new Batch(collection.name(), sink);
                readPart.execute(part, batch::add);
                batch.flush();
            });
            // After the documents: faster, and an index that they contradict is told with its name.
            collection.indexes().forEach(index -> sink.index(collection.name(), index));
        }
        // A function that ran meanwhile may have left its mark; erasures are replayed for want of one.
        BackupScope.LEFT_OUT.forEach(sink::empty);
    }

    /** Documents on their way, bounded in number and bytes. */
    private static final class Batch {
        private final String collection;
        private final DocumentSink sink;
        private final List<byte[]> documents = new ArrayList<>();
        private long bytes;

        Batch(String collection, DocumentSink sink) {
            this.collection = collection;
            this.sink = sink;
        }

        void add(byte[] document) {
            documents.add(document);
            bytes += document.length;
            if (documents.size() >= BATCH || bytes >= BATCH_BYTES) {
                flush();
            }
        }

        void flush() {
            if (!documents.isEmpty()) {
                sink.insert(collection, documents);
                documents.clear();
                bytes = 0;
            }
        }
    }
}
