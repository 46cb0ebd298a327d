package io.crealia.operations.usecase;

import io.crealia.operations.domain.BackupPart;
import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.port.DocumentSource.Documents;
import io.crealia.platform.error.DependencyException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the next documents as one object. They pass through a temporary file, so memory holds one document and some
 * buffers, whatever the size of a part.
 */
public final class WritePart {
    private static final int BUFFER = 64 * 1024;

    private final BackupObjects objects;
    private final Supplier<Path> temporary;
    private final long limit;

    /**
     * @param temporary gives an empty file of one's own
     * @param limit of a part's documents before gzip, in bytes; the document that reaches it is the part's last
     */
    public WritePart(BackupObjects objects, Supplier<Path> temporary, long limit) {
        this.objects = objects;
        this.temporary = temporary;
        this.limit = limit;
    }

    /** A supplier of files in the folder for temporary files. */
    public static Path temporaryFile() {
        try {
            return Files.createTempFile("crealia-backup", ".part");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file can be made in " + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }

    /**
     * @param documents has at least one more
     * @throws DependencyException if the database, the disk or the store of objects fails; then there is no such object
     */
    BackupPart execute(Documents documents, String key) {
        var file = temporary.get();
        try {
            var part = write(documents, key, file);
            objects.put(key, file);
            return part;
        } catch (IOException e) {
            throw new DependencyException("backup part " + key + ": writing the temporary file " + file, e);
        } finally {
            delete(file);
        }
    }

    private BackupPart write(Documents documents, String key, Path file) throws IOException {
        var raw = Digests.sha256();
        var stored = Digests.sha256();
        long count = 0;
        long bytes = 0;
        try (var out = new GZIPOutputStream(new BufferedOutputStream(
                new DigestOutputStream(Files.newOutputStream(file), stored), BUFFER), BUFFER)) {
            while (bytes < limit && documents.hasNext()) {
                var document = documents.next();
                raw.update(document);
                out.write(document);
                count++;
                bytes += document.length;
            }
        }
        return new BackupPart(key, count, bytes, Files.size(file), Digests.hex(raw), Digests.hex(stored));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
